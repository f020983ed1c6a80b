package io.qsa.sip.timer;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WheelTimersTest {
    private final BlockingQueue<String> fired = new LinkedBlockingQueue<>();
    private final WheelTimers timers = new WheelTimers("test-timers");

    @AfterEach
    void close() {
        timers.close();
    }

    private String next() throws InterruptedException {
        return fired.poll(5, TimeUnit.SECONDS);
    }

    @Test
    void firesInTheOrderOfTheirTime() throws Exception {
        timers.schedule(150, () -> fired.add("late"));
        timers.schedule(0, () -> fired.add("now"));
        timers.schedule(60, () -> fired.add("soon"));

        assertThat(next()).isEqualTo("now");
        assertThat(next()).isEqualTo("soon");
        assertThat(next()).isEqualTo("late");
    }

    @Test
    void neverFiresBeforeItsTime() throws Exception {
        long start = timers.now();
        timers.schedule(100, () -> fired.add(String.valueOf(timers.now() - start)));

        assertThat(Long.parseLong(next())).isGreaterThanOrEqualTo(100);
    }

    @Test
    void neverFiresWhatIsCancelled() throws Exception {
        Timers.Timer cancelled = timers.schedule(40, () -> fired.add("cancelled"));
        timers.schedule(120, () -> fired.add("other"));
        cancelled.cancel();

        assertThat(next()).isEqualTo("other");
    }

    @Test
    void goesOnAfterATaskThatFails() throws Exception {
        timers.schedule(0, () -> {
            throw new IllegalStateException("a test of what a task may do");
        });
        timers.schedule(40, () -> fired.add("alive"));

        assertThat(next()).isEqualTo("alive");
    }

    @Test
    void firesEachOfManyOnce() throws Exception {
        int number = 100_000;
        CountDownLatch all = new CountDownLatch(number);
        for (int i = 0; i < number; i++) {
            timers.schedule(i % 300, all::countDown);
        }

        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void firesNothingAfterItsEnd() {
        timers.schedule(30, () -> fired.add("late"));
        timers.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("test-timers");
        assertThat(fired).isEmpty();
    }
}
