package io.qsa.base.thread;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class ControlThreadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final ControlThread control =
            new ControlThread("control", (text, failure) -> logged.add(text + ": " + failure.getMessage()));

    @AfterEach
    void close() {
        control.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void runsTasksInTheirOrderOnOneThread() {
        control.execute(() -> ran.add("1 " + Thread.currentThread().getName()));
        control.execute(() -> ran.add("2 " + Thread.currentThread().getName()));

        assertThat(control.finish(PATIENCE)).isTrue();
        assertThat(ran).containsExactly("1 control", "2 control");
    }

    @Test
    void logsAndCountsWhatATaskThrowsAndRunsTheNext() {
        control.execute(() -> {
            throw new IllegalStateException("a bug");
        });
        control.schedule(Duration.ZERO, () -> {
            throw new AssertionError("an error");
        });
        CountDownLatch next = new CountDownLatch(1);
        control.schedule(Duration.ZERO, next::countDown);
        await(next);

        assertThat(logged).containsExactly("A task of control failed: a bug", "A task of control failed: an error");
        assertThat(control.failures()).isEqualTo(2);
    }

    @Test
    void repeatsATaskThatFailsAndLogsTheSameFailureOnce() {
        CountDownLatch runs = new CountDownLatch(5);
        control.repeat(Duration.ofMillis(1), () -> {
            runs.countDown();
            throw new IllegalStateException(runs.getCount() > 2 ? "first" : "second");
        });
        await(runs);

        assertThat(control.finish(PATIENCE)).isTrue();
        assertThat(logged).containsExactly("A task of control failed: first", "A task of control failed: second");
        assertThat(control.failures()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void doesNotRunWhatIsCancelled() {
        CountDownLatch later = new CountDownLatch(1);
        control.schedule(Duration.ofMillis(20), () -> ran.add("cancelled")).cancel();
        control.schedule(Duration.ofMillis(21), later::countDown);
        await(later);

        assertThat(ran).isEmpty();
    }

    @Test
    void finishesWhatIsSubmittedAndDropsWhatIsDelayed() {
        CountDownLatch begin = new CountDownLatch(1);
        control.execute(() -> await(begin));
        control.execute(() -> ran.add("submitted"));
        control.schedule(Duration.ofHours(1), () -> ran.add("delayed"));
        control.repeat(Duration.ofHours(1), () -> ran.add("repeated"));

        assertThat(control.finish(Duration.ofMillis(1))).isFalse();
        begin.countDown();
        assertThat(control.finish(PATIENCE)).isTrue();
        assertThat(ran).containsExactly("submitted");
    }

    @Test
    void closeInterruptsTheRunningTaskAndDropsTheOthers() {
        CountDownLatch running = new CountDownLatch(1);
        control.execute(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ran.add("interrupted");
            }
        });
        control.execute(() -> ran.add("dropped"));
        await(running);
        control.close();

        assertThat(ran).containsExactly("interrupted");
        assertThat(logged).isEmpty();
    }

    @Test
    void saysWhichTaskOutlivesItsEnd() {
        CountDownLatch running = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        control.execute(() -> {
            running.countDown();
            while (!ended.get()) {
                Thread.onSpinWait();
            }
        });
        await(running);
        control.close();
        ended.set(true);

        assertThat(logged).containsExactly("A task still runs although its bundle stops: control");
    }

    @Test
    void acceptsNothingAfterItsEnd() {
        control.close();
        control.execute(() -> ran.add("late"));
        control.schedule(Duration.ZERO, () -> ran.add("late"));
        control.repeat(Duration.ofMillis(1), () -> ran.add("late"));

        assertThat(ran).isEmpty();
    }

    /** A task may be the one that ends its thread. */
    @Test
    void doesNotWaitForItself() {
        control.execute(() -> ran.add(String.valueOf(control.finish(PATIENCE))));

        assertThat(control.finish(PATIENCE)).isTrue();
        assertThat(ran).containsExactly("true");
    }
}
