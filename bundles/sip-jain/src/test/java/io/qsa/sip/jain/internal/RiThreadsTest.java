package io.qsa.sip.jain.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(10)
class RiThreadsTest {
    private final RiThreads threads = new RiThreads();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void waitsForItsOwnThreads() throws InterruptedException {
        Thread own = threads.newThread(this::isInterrupted);
        own.start();
        started.await();

        threads.close();

        assertThat(own.isAlive()).isFalse();
    }

    /** A pool that makes its worker while it is called on a thread of the RI gets one of the group of the RI. */
    @Test
    void leavesThreadsOfOthersAlone() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor(Thread::new);
        try {
            Future<Boolean> interrupted = threads.call(() -> pool.submit(this::isInterrupted));
            started.await();

            long begin = System.nanoTime();
            threads.close();

            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
            released.countDown();
            assertThat(interrupted.get()).isFalse();
        } finally {
            pool.shutdownNow();
        }
    }

    /** Where a class of a stopped bundle is missing, for example, nothing may go on with half of the result. */
    @Test
    void anErrorIsThatOfTheCaller() {
        assertThatThrownBy(() -> threads.call(() -> {
                    throw new NoClassDefFoundError("gone");
                }))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    private boolean isInterrupted() {
        started.countDown();
        try {
            released.await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
