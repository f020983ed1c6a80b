package io.qsa.broker.internal.threads;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class LaneThreadsTest {
    private final LaneThreads lanes = new LaneThreads(2);

    @Test
    void runsTheTasksOfOneKeyInTheirOrder() throws InterruptedException {
        List<Integer> ran = new CopyOnWriteArrayList<>();
        IntStream.range(0, 1000).forEach(i -> lanes.execute(7, () -> ran.add(i)));

        assertThat(lanes.close(Duration.ofSeconds(10))).isZero();
        assertThat(ran)
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void aKeyThatIsStuckDoesNotHoldUpAnother() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        lanes.execute(0, () -> await(stuck));
        lanes.execute(1, other::countDown);

        assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
        stuck.countDown();
        assertThat(lanes.close(Duration.ofSeconds(10))).isZero();
    }

    /** Q14. */
    @Test
    void countsWhatDoesNotEndInTimeAndStillDoesIt() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch longer = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        lanes.execute(0, () -> {
            begun.countDown();
            await(longer);
        });
        lanes.execute(0, done::countDown);
        begun.await();

        assertThat(lanes.close(Duration.ofMillis(10))).isEqualTo(2);
        longer.countDown();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void takesNothingAfterItsEnd() throws InterruptedException {
        lanes.close(Duration.ofSeconds(10));
        List<String> ran = new CopyOnWriteArrayList<>();
        lanes.execute(0, () -> ran.add("late"));

        assertThat(ran).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException abandoned) {
            Thread.currentThread().interrupt();
        }
    }
}
