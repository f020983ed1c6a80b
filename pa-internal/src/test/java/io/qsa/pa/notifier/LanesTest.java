package io.qsa.pa.notifier;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class LanesTest {
    private final Lanes lanes = new Lanes("lane-of-a-test");
    private final List<String> done = new CopyOnWriteArrayList<>();

    /** Q14: a call that outlived its bundle would find no classes any more. */
    @Test
    void theEndWaitsForWhatRuns() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        lanes.execute(() -> {
            running.countDown();
            await(released);
            done.add("ran");
        });
        await(running);

        Thread closing = new Thread(() -> {
            lanes.close();
            done.add("closed");
        });
        closing.start();
        while (closing.getState() != Thread.State.TIMED_WAITING && closing.isAlive()) {
            Thread.onSpinWait();
        }
        released.countDown();

        closing.join();
        assertThat(done).containsExactly("ran", "closed");
    }

    @Test
    void afterTheEndNothingRuns() {
        lanes.close();
        lanes.execute(() -> done.add("ran"));

        assertThat(done).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
