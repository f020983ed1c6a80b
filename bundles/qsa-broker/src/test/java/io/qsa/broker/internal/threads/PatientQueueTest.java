package io.qsa.broker.internal.threads;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PatientQueueTest {
    private static final int THREADS = 4;

    private final PatientQueue queue = new PatientQueue();
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, queue, new NamedThreads("test"));

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void everyTaskRunsThoughManyThreadsAddThem() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(80_000);
        for (int i = 0; i < 4; i++) {
            new Thread(() -> addMany(left)).start();
        }
        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void addMany(CountDownLatch left) {
        for (int i = 0; i < 20_000; i++) {
            pool.execute(left::countDown);
        }
    }

    @Test
    void aTaskBehindOthersThatBlockFindsAnotherThread() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            CountDownLatch warm = new CountDownLatch(8);
            for (int i = 0; i < 8; i++) {
                pool.execute(warm::countDown);
            }
            assertThat(warm.await(5, TimeUnit.SECONDS)).isTrue();
            CountDownLatch last = new CountDownLatch(1);
            CountDownLatch before = new CountDownLatch(THREADS - 1);
            for (int i = 1; i < THREADS; i++) {
                pool.execute(() -> {
                    awaitUninterrupted(last);
                    before.countDown();
                });
            }
            pool.execute(last::countDown);
            assertThat(before.await(5, TimeUnit.SECONDS)).as("round " + round).isTrue();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givesUpAfterTheTimeout() throws InterruptedException {
        assertThat(queue.poll(1, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aThreadThatWaitsCanBeInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> queue.poll(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aThreadThatHasHadManyTasksCanBeInterruptedToo() throws InterruptedException {
        for (int i = 0; i < 8; i++) {
            queue.put(() -> {});
            queue.take();
        }
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> queue.poll(1, TimeUnit.DAYS)).isInstanceOf(InterruptedException.class);
    }
}
