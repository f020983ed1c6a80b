package io.qsa.sip.notifier;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.sip.SipRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class EventRequestTest {
    private static final SipRequest SUBSCRIBE = SipRequest.of("SUBSCRIBE", "sip:alice@example.com");

    /** N04: an end is not too brief, nor is an hour, whatever the notifier would like. */
    @ParameterizedTest
    @CsvSource({"1, 60", "59, 60", "3599, 7200"})
    void lessThanTheShortestExpiryIsTooBrief(int asked, int shortest) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> expiry(asked, shortest));

        assertThat(refusal.response().code()).isEqualTo(423);
        assertThat(refusal.response().header("Min-Expires")).contains(String.valueOf(shortest));
    }

    /** N04. */
    @ParameterizedTest
    @CsvSource({"0, 60", "60, 60", "3600, 7200"})
    void otherExpiriesAreNotTooBrief(int asked, int shortest) throws Refusal {
        assertThat(expiry(asked, shortest)).isEqualTo(Duration.ofSeconds(asked));
    }

    private static Duration expiry(int asked, int shortest) throws Refusal {
        SipRequest request = SUBSCRIBE.with("Expires", String.valueOf(asked));
        return new EventRequest(request).expiry(Duration.ofHours(1), Duration.ofSeconds(shortest));
    }
}
