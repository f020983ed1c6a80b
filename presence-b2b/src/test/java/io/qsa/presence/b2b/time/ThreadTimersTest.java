package io.qsa.presence.b2b.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadTimersTest {
    @Test
    @DisplayName("tasks run on the named thread, and one that fails does not stop the others")
    void tasksRunOnTheNamedThread() throws Exception {
        try (ThreadTimers timers = new ThreadTimers("b2b-test-timer")) {
            CompletableFuture<String> name = new CompletableFuture<>();
            timers.execute(() -> {
                throw new IllegalStateException("thrown by the test");
            });
            timers.schedule(() -> name.complete(Thread.currentThread().getName()), 1);

            assertThat(name.get(10, TimeUnit.SECONDS)).isEqualTo("b2b-test-timer");
        }
    }

    @Test
    @DisplayName("Q14 after the end nothing rings, nothing throws, and no thread is left")
    void nothingRingsAfterTheEnd() throws Exception {
        ThreadTimers timers = new ThreadTimers("b2b-test-timer");
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
        ThreadTimers timers = new ThreadTimers("b2b-test-timer");
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
