package io.qsa;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void readsWellInALogLine() {
        assertThat(Reason.NONE).hasToString("");
        assertThat(Reason.of("noresource", "")).hasToString("noresource");
        assertThat(Reason.of(Reason.PARKED, "no notifier for reg")).hasToString("parked no notifier for reg");
        assertThat(Reason.ofResponse(503, "Service Unavailable").withRetryAt(NOON))
                .hasToString("error 503 Service Unavailable, retry at 2026-11-22T12:00:00Z");
    }

    @Test
    void tellsCodeAndRetryOnlyIfThereAreSome() {
        Reason reason = Reason.ofResponse(404, "Not Found");

        assertThat(reason.code()).hasValue(404);
        assertThat(reason.retryAt()).isEmpty();
        assertThat(Reason.NONE.code()).isEmpty();
        assertThat(reason.withToken(Reason.RETRYING).withRetryAt(NOON).retryAt())
                .contains(NOON);
    }

    @Test
    void isEqualIfEveryPartIsEqual() {
        assertThat(Reason.of("a", "b"))
                .isEqualTo(Reason.of("a", "b"))
                .hasSameHashCodeAs(Reason.of("a", "b"))
                .isNotEqualTo(Reason.of("a", "c"))
                .isNotEqualTo(Reason.of("a", "b").withRetryAt(NOON));
    }
}
