package io.qsa.pa.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadTimersTest {
    private final ThreadTimers timers = new ThreadTimers("timers-of-a-test");

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void anAlarmRunsNoEarlierThanItIsDue() throws InterruptedException {
        CountDownLatch rung = new CountDownLatch(1);
        Instant due = timers.now().plusMillis(20);

        timers.start(Duration.ofMillis(20), rung::countDown);

        assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(timers.now()).isAfterOrEqualTo(due);
    }

    @Test
    void anAlarmThatIsCancelledOrFailsDoesNotHarmTheNext() throws InterruptedException {
        AtomicInteger cancelled = new AtomicInteger();
        CountDownLatch rung = new CountDownLatch(1);

        timers.start(Duration.ofMillis(500), cancelled::incrementAndGet).cancel();
        timers.start(Duration.ofMillis(5), () -> {
            throw new IllegalStateException("as it must be in this test");
        });
        timers.start(Duration.ofMillis(10), rung::countDown);

        assertThat(rung.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void afterItsEndNothingRuns() {
        AtomicInteger rung = new AtomicInteger();
        timers.start(Duration.ofHours(1), rung::incrementAndGet);

        timers.close();
        timers.start(Duration.ZERO, rung::incrementAndGet).cancel();

        assertThat(rung).hasValue(0);
    }
}
