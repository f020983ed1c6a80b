package io.qsa.sip.notifier.internal.access;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.SipRequest;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("F51: the log says why somebody never comes in")
class AccessLogTest {
    private final AtomicLong clock = new AtomicLong();
    private final AccessLog log = new AccessLog(clock::get);

    private static SipRequest by(String user) {
        return SipRequest.of("SUBSCRIBE", "sip:alice@example.com")
                .with("From", "<sip:" + user + "@example.com>;tag=1")
                .with("User-Agent", "phone\u0007 1.0");
    }

    private void pass(int seconds) {
        clock.addAndGet(1000L * seconds);
    }

    @Test
    void aChallengeThatIsNotAnsweredIsLoggedWithTheNextRequestOfAnybody() {
        assertThat(log.refused(by("bob"), AccessFault.NO_CREDENTIALS)).isEmpty();
        pass(20);
        assertThat(log.refused(by("bob"), AccessFault.NO_CREDENTIALS)).isEmpty();
        pass(13);

        assertThat(log.refused(by("carol"), AccessFault.NO_CREDENTIALS))
                .singleElement()
                .asString()
                .startsWith("sip:bob@example.com (phone")
                .contains("is not admitted: it does not answer the challenge.", "algorithms = MD5")
                .doesNotContain("\u0007");
    }

    @Test
    void whoAnswersInTimeIsNotLogged() {
        log.refused(by("bob"), AccessFault.NO_CREDENTIALS);
        log.admitted(by("bob"));
        pass(60);

        assertThat(log.refused(by("carol"), AccessFault.NO_CREDENTIALS)).isEmpty();
    }

    @Test
    void wrongCredentialsAreLoggedAtOnceAndOncePerReasonAndMinute() {
        assertThat(log.refused(by("bob"), AccessFault.WRONG_PASSWORD)).hasSize(1);
        assertThat(log.refused(by("carol"), AccessFault.WRONG_PASSWORD)).isEmpty();
        assertThat(log.refused(by("carol"), AccessFault.UNKNOWN_USER)).hasSize(1);
        pass(60);

        assertThat(log.refused(by("dave"), AccessFault.WRONG_PASSWORD))
                .singleElement()
                .asString()
                .startsWith("sip:dave@example.com")
                .endsWith("1 other times since the last such line");
    }

    @Test
    void anOldNonceIsNormal() {
        assertThat(log.refused(by("bob"), AccessFault.STALE)).isEmpty();
    }

    /** X30: strangers cost a bounded amount of memory. */
    @Test
    void aFloodOfStrangersIsForgottenAndGivesOneLine() {
        for (int i = 0; i < 5000; i++) {
            log.refused(by("stranger" + i), AccessFault.NO_CREDENTIALS);
        }
        pass(33);

        assertThat(log.refused(by("bob"), AccessFault.NO_CREDENTIALS)).hasSize(1);
        pass(61);
        assertThat(log.refused(by("carol"), AccessFault.NO_CREDENTIALS))
                .singleElement()
                .asString()
                .endsWith("999 other times since the last such line");
    }
}
