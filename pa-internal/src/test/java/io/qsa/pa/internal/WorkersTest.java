package io.qsa.pa.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class WorkersTest {
    private final Workers workers = new Workers("worker-of-a-test", 1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    /** Q14: a call that outlived its bundle would find no classes any more. */
    @Test
    void theEndWaitsForWhatRuns() throws InterruptedException {
        closeWhileOneRunsAndOneWaits(workers::cancel);

        assertThat(done).containsExactly("ran", "ended");
    }

    @Test
    void theEndMayWaitForWhatWaitsToo() throws InterruptedException {
        closeWhileOneRunsAndOneWaits(workers::close);

        assertThat(done).containsExactly("ran", "ran next", "ended");
    }

    private void closeWhileOneRunsAndOneWaits(Runnable end) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        workers.execute(() -> {
            running.countDown();
            await(released);
            done.add("ran");
        });
        workers.execute(() -> done.add("ran next"));
        await(running);

        Thread ending = new Thread(() -> {
            end.run();
            done.add("ended");
        });
        ending.start();
        while (ending.getState() != Thread.State.TIMED_WAITING && ending.isAlive()) {
            Thread.onSpinWait();
        }
        released.countDown();
        ending.join();
    }

    @Test
    void afterTheEndNothingRuns() {
        Workers ended = new Workers("worker-that-has-ended", 1);
        ended.close();
        ended.execute(() -> done.add("ran"));

        // A thread that ran the task would stay idle for a while and be seen here.
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("worker-that-has-ended"));
        assertThat(done).isEmpty();
    }

    @Test
    void aSingleThreadHasTheSameNameWhenItIsMadeAnew() {
        workers.execute(() -> {
            done.add(Thread.currentThread().getName());
            throw new IllegalStateException("as it must be in this test");
        });
        workers.execute(() -> done.add(Thread.currentThread().getName()));
        workers.close();

        assertThat(done).containsExactly("worker-of-a-test", "worker-of-a-test");
    }

    /** The default handler of uncaught exceptions writes to the standard error, where no operator looks. */
    @Test
    void whatATaskThrowsGoesToTheLog() {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> done.add("uncaught"));
        try {
            workers.execute(() -> {
                done.add("ran");
                throw new IllegalStateException("as it must be in this test");
            });
            workers.close();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }

        assertThat(done).containsExactly("ran");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
