package io.qsa.broker.internal.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.base.statistics.Counters;
import io.qsa.broker.TaskQueue;
import io.qsa.broker.internal.statistics.BrokerCounter;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumersTest {
    private final List<TaskQueue> made = new ArrayList<>();
    private final Consumers consumers = new Consumers(4, this::newThreads, new Counters<>(BrokerCounter.class));

    private DeliveryThreads newThreads(String bundle, int threads) {
        TaskQueue queue = new TaskQueue();
        queue.resize(threads);
        made.add(queue);
        return queue;
    }

    @Test
    void aBundleHasOneSetOfThreads() {
        assertThat(consumers.acquire(7, "a")).isSameAs(consumers.acquire(7, "a"));
        consumers.acquire(8, "b");

        assertThat(made).hasSize(2);
    }

    @Test
    void theThreadsEndWithTheLastUse() {
        consumers.acquire(7, "a");
        consumers.acquire(7, "a");
        consumers.release(7);
        assertThat(made.get(0).isFinished()).isFalse();

        consumers.release(7);
        assertThat(made.get(0).isFinished()).isTrue();
        assertThat(consumers.size()).isZero();
    }

    @Test
    void aBundleWithoutASymbolicNameHasAName() {
        assertThat(consumers.acquire(7, null).bundle()).isEqualTo("bundle-7");
    }

    @Test
    void resizesThoseThatAreThereAndThoseThatCome() {
        consumers.acquire(7, "a");
        consumers.resize(9);
        consumers.acquire(8, "b");

        assertThat(made).extracting(TaskQueue::threads).containsExactly(9, 9);
    }

    @Test
    void finishingDeliversWhatWaits() throws InterruptedException {
        List<String> ran = new ArrayList<>();
        consumers.acquire(7, "a").submit(() -> ran.add("task"));

        assertThat(consumers.finish(Duration.ZERO)).isEmpty();
        assertThat(ran).containsExactly("task");
        assertThat(consumers.acquire(7, "a").submit(() -> ran.add("late"))).isFalse();
    }
}
