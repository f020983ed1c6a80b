package io.qsa.base.statistics;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountersTest {
    private static final int THREADS = 20;

    private final Counters<TimeUnit> counters = new Counters<>(TimeUnit.class);

    @Test
    void beginsAtZero() {
        assertThat(TimeUnit.values()).extracting(counters::get).containsOnly(0L);
    }

    @Test
    void countsEachConstantForItself() {
        counters.count(TimeUnit.NANOSECONDS);
        counters.count(TimeUnit.DAYS, 7);
        counters.count(TimeUnit.DAYS);

        assertThat(counters.get(TimeUnit.NANOSECONDS)).isEqualTo(1);
        assertThat(counters.get(TimeUnit.MICROSECONDS)).isZero();
        assertThat(counters.get(TimeUnit.DAYS)).isEqualTo(8);
    }

    /** More threads than stripes, so that some of them count in the same one. */
    @Test
    void losesNothingOfManyThreads() throws InterruptedException {
        var threads = Stream.generate(() -> new Thread(this::countALot))
                .limit(THREADS)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counters.get(TimeUnit.NANOSECONDS)).isEqualTo(THREADS * 1_000);
        assertThat(counters.get(TimeUnit.DAYS)).isEqualTo(THREADS * 2_000);
    }

    private void countALot() {
        for (int i = 0; i < 1_000; i++) {
            counters.count(TimeUnit.NANOSECONDS);
            counters.count(TimeUnit.DAYS, 2);
        }
    }
}
