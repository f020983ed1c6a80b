package io.qsa.sip.endpoint.internal.core;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnsweredRequestsTest {
    private static final int RATE_PER_MILLI = 10;
    private static final int LIFE = 500;

    private final AnsweredRequests answered = new AnsweredRequests();

    @Test
    void knowsEachUntilItsTimeIsOver() {
        answered.add("a", 5000, 0);
        answered.add("b", 5100, 100);

        assertThat(answered.contains("a", 4999)).isTrue();
        assertThat(answered.contains("a", 5000)).isFalse();
        assertThat(answered.contains("b", 5099)).isTrue();
        assertThat(answered.contains("b", 5100)).isFalse();
        assertThat(answered.contains("c", 0)).isFalse();
    }

    @Test
    void growsWithTheRateAndLosesNone() {
        for (int now = 0; now < 5000; now++) {
            for (int i = 0; i < RATE_PER_MILLI; i++) {
                answered.add(branch(now, i), now + LIFE, now);
            }
        }

        for (int then = 0; then < 5000; then++) {
            assertThat(answered.contains(branch(then, 3), 4999)).isEqualTo(then + LIFE > 4999);
        }
    }

    private static String branch(int time, int number) {
        return "z9hG4bK" + (7919 * (RATE_PER_MILLI * time + number));
    }
}
