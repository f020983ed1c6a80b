package io.qsa.base.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WheelTimersTest {
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final WheelTimers timers = new WheelTimers("timers-of-a-test", (line, thrown) -> log.add(line));

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    @DisplayName("tasks run on the named thread, and one that fails or leaves an interrupt does not stop the others")
    void tasksRunOnTheNamedThread() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        timers.execute(() -> {
            throw new IllegalStateException("thrown by the test");
        });
        timers.execute(() -> Thread.currentThread().interrupt());
        timers.schedule(1, () -> name.complete(Thread.currentThread().getName()));

        assertThat(name.get(10, TimeUnit.SECONDS)).isEqualTo("timers-of-a-test");
        assertThat(log).containsExactly("A task of timers-of-a-test failed");
        assertThat(timers.failures()).isEqualTo(1);
    }

    @Test
    @DisplayName("of many alarms, those that were not cancelled ring, once each, and none too early")
    void alarmsRingOnce() throws Exception {
        List<Integer> rung = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean early = new AtomicBoolean();
        List<Alarm> cancelled = new ArrayList<>();
        long start = timers.now();
        for (int i = 0; i < 3000; i++) {
            int delay = 30 + i % 10 * 100;
            timers.schedule(delay, () -> {
                rung.add(delay);
                early.compareAndSet(false, timers.now() < start + delay);
            });
            cancelled.add(timers.schedule(500 + delay, () -> rung.add(-1)));
        }
        cancelled.forEach(timers::cancel);
        waitFor(2000);

        assertThat(rung).hasSize(3000).doesNotContain(-1);
        assertThat(early).isFalse();
    }

    @Test
    @DisplayName("an alarm in instants rings no earlier than it is due, by the time of day that never goes back")
    void anAlarmInInstants() throws Exception {
        Instant due = timers.time().plusNanos(20_500_000);
        CompletableFuture<Instant> rungAt = new CompletableFuture<>();
        timers.schedule(Duration.ofNanos(20_500_000), () -> rungAt.complete(timers.time()));

        assertThat(rungAt.get(10, TimeUnit.SECONDS)).isAfterOrEqualTo(due);
    }

    @Test
    @DisplayName("one set while the thread sleeps for longer, or for ever, rings in time")
    void anAlarmWakesTheThread() throws Exception {
        waitFor(50);
        Alarm far = timers.schedule(60_000, () -> {});
        waitFor(50);
        waitFor(0);
        timers.cancel(far);
        timers.cancel(far);
        waitFor(50);
        assertThat(log).isEmpty();
    }

    private void waitFor(long delay) throws Exception {
        CompletableFuture<Void> rung = new CompletableFuture<>();
        timers.schedule(delay, () -> rung.complete(null));
        rung.get(30, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("tasks for soon run in the order in which they came")
    void tasksRunInOrder() throws Exception {
        List<Integer> run = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 1000; i++) {
            int number = i;
            timers.execute(() -> run.add(number));
        }
        waitFor(0);

        assertThat(run).hasSize(1000).isSorted();
    }

    @Test
    @DisplayName("Q14 after the end nothing rings, nothing throws, and no thread is left")
    void nothingRingsAfterTheEnd() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        timers.execute(() -> thread.complete(Thread.currentThread()));
        thread.get(10, TimeUnit.SECONDS);
        AtomicBoolean rung = new AtomicBoolean();
        timers.schedule(60_000, () -> rung.set(true));
        timers.close();
        timers.cancel(timers.schedule(0, () -> rung.set(true)));

        assertThat(thread.get().isAlive()).isFalse();
        assertThat(rung).isFalse();
    }

    @Test
    @DisplayName("Q14 the end waits for a task that runs")
    void theEndWaitsForWhatRuns() throws Exception {
        CompletableFuture<Void> running = new CompletableFuture<>();
        AtomicBoolean released = new AtomicBoolean();
        AtomicBoolean done = new AtomicBoolean();
        timers.execute(() -> {
            running.complete(null);
            while (!released.get()) {
                Thread.onSpinWait();
            }
            done.set(true);
        });
        running.get(10, TimeUnit.SECONDS);
        CompletableFuture<Boolean> doneAtTheEnd = new CompletableFuture<>();
        Thread closing = new Thread(() -> {
            timers.close();
            doneAtTheEnd.complete(done.get());
        });
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        released.set(true);

        assertThat(doneAtTheEnd.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
