package io.qsa.sip.notifier;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

class NotifyOutcomeTest {
    private static final SipRequest NOTIFY = SipRequest.of("NOTIFY", "sip:bob@127.0.0.1");

    /** N18-N21, F111. */
    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "202, TAKEN",
        "204, TAKEN",
        "408, UNANSWERED",
        "302, REFUSED",
        "400, REFUSED",
        "401, REFUSED",
        "403, REFUSED",
        "407, REFUSED",
        "491, REFUSED",
        "500, REFUSED",
        "502, GONE",
        "503, REFUSED",
        "600, REFUSED",
        "603, REFUSED"
    })
    void eachAnswerMeansSomething(int code, NotifyOutcome outcome) {
        assertThat(NotifyOutcome.of(SipResponse.to(NOTIFY, code))).isEqualTo(outcome);
    }

    /** F111: a response that the endpoint makes itself is no answer of the watcher. */
    @ParameterizedTest
    @ValueSource(ints = {408, 503})
    void whereNoAnswerCameThereIsNone(int code) {
        assertThat(NotifyOutcome.of(SipResponse.local(NOTIFY, code, "made here")))
                .isEqualTo(NotifyOutcome.UNANSWERED);
    }

    /** N18: even with Retry-After. */
    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604})
    void theseAnswersEndASubscription(int code) {
        assertThat(NotifyOutcome.of(SipResponse.to(NOTIFY, code).with("Retry-After", "5")))
                .isEqualTo(NotifyOutcome.GONE);
    }

    /** N20. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | 5",
                "120;duration=60 | 120",
                "18 (in a while) | 18",
                "0 | 1",
                "soon | 1",
                "99999999999 | 1",
                "86400 | 3600"
            })
    void retryAfterIsKeptWithinBounds(String header, long seconds) {
        SipResponse response = SipResponse.to(NOTIFY, 503).with("Retry-After", header);

        assertThat(NotifyOutcome.of(response)).isEqualTo(NotifyOutcome.LATER);
        assertThat(NotifyOutcome.retryAfter(response)).hasSeconds(seconds);
    }
}
