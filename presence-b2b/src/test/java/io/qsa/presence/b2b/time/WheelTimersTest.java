package io.qsa.presence.b2b.time;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WheelTimersTest {
    @Test
    @DisplayName("tasks run on the named thread, and one that fails does not stop the others")
    void tasksRunOnTheNamedThread() throws Exception {
        try (WheelTimers timers = new WheelTimers("b2b-test-timer")) {
            CompletableFuture<String> name = new CompletableFuture<>();
            timers.execute(() -> {
                throw new IllegalStateException("thrown by the test");
            });
            timers.schedule(() -> name.complete(Thread.currentThread().getName()), 1);

            assertThat(name.get(10, TimeUnit.SECONDS)).isEqualTo("b2b-test-timer");
        }
    }

    @Test
    @DisplayName("of many alarms, those that were not cancelled ring, once each, and none too early")
    void alarmsRingOnce() throws Exception {
        try (WheelTimers timers = new WheelTimers("b2b-test-timer")) {
            List<Integer> rung = Collections.synchronizedList(new ArrayList<>());
            AtomicBoolean early = new AtomicBoolean();
            List<Timers.Alarm> cancelled = new ArrayList<>();
            long start = timers.now();
            for (int i = 0; i < 3000; i++) {
                int delay = 30 + i % 10 * 100;
                timers.schedule(
                        () -> {
                            rung.add(delay);
                            early.compareAndSet(false, timers.now() < start + delay);
                        },
                        delay);
                cancelled.add(timers.schedule(() -> rung.add(-1), delay));
            }
            cancelled.forEach(Timers.Alarm::cancel);
            CompletableFuture<Void> last = new CompletableFuture<>();
            timers.schedule(() -> last.complete(null), 3000);
            last.get(60, TimeUnit.SECONDS);

            assertThat(rung).hasSize(3000).doesNotContain(-1);
            assertThat(early).isFalse();
        }
    }

    @Test
    @DisplayName(
            "an alarm beyond one turn of the wheel waits for its own, and one set while all is quiet rings in time")
    void alarmsBeyondOneTurn() throws Exception {
        try (WheelTimers timers = new WheelTimers("b2b-test-timer")) {
            AtomicBoolean rung = new AtomicBoolean();
            Timers.Alarm far = timers.schedule(() -> rung.set(true), 4096 * 20 + 40);
            CompletableFuture<Void> near = new CompletableFuture<>();
            timers.schedule(() -> near.complete(null), 200);
            near.get(60, TimeUnit.SECONDS);
            assertThat(rung).isFalse();
            far.cancel();
            far.cancel();
            CompletableFuture<Void> again = new CompletableFuture<>();
            timers.schedule(() -> again.complete(null), 50);
            again.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("Q14 after the end nothing rings, nothing throws, and no thread is left")
    void nothingRingsAfterTheEnd() throws Exception {
        WheelTimers timers = new WheelTimers("b2b-test-timer");
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        timers.execute(() -> thread.complete(Thread.currentThread()));
        thread.get(10, TimeUnit.SECONDS);
        AtomicBoolean rung = new AtomicBoolean();
        timers.schedule(() -> rung.set(true), 60_000);
        timers.close();
        timers.schedule(() -> rung.set(true), 0).cancel();
        thread.get().join(10_000);

        assertThat(thread.get().isAlive()).isFalse();
        assertThat(rung).isFalse();
    }

    @Test
    @DisplayName("Q14 the end waits for a task that runs")
    void theEndWaitsForWhatRuns() throws Exception {
        WheelTimers timers = new WheelTimers("b2b-test-timer");
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
