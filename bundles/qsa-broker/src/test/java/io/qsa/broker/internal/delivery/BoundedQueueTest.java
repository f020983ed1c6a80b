package io.qsa.broker.internal.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.qsa.Notification;
import io.qsa.NotificationQueue;
import io.qsa.base.statistics.Counters;
import io.qsa.broker.TaskQueue;
import io.qsa.broker.internal.statistics.BrokerCounter;

import static io.qsa.NotificationQueue.Overflow.DROP_NEWEST;
import static io.qsa.NotificationQueue.Overflow.DROP_OLDEST;
import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** U8: nothing in a queue is conflated, and lost notifications are counted. */
class BoundedQueueTest {
    private final Counters<BrokerCounter> counters = new Counters<>(BrokerCounter.class);
    private final Consumer consumer = new Consumer("com.example.app", new TaskQueue(), counters);
    private final Accepted accepted = new Accepted();

    @Test
    void keepsEveryNotificationInOrder() {
        BoundedQueue queue = queueWith(DROP_OLDEST, 3);

        assertThat(queue.size()).isEqualTo(3);
        assertThat(drain(queue)).containsExactly("1 ACTIVE +0", "2 ACTIVE +0", "3 ACTIVE +0");
        assertThat(queue.poll()).isEmpty();
        assertThat(counters.get(BrokerCounter.NOTIFICATIONS_DELIVERED)).isEqualTo(3);
    }

    @Test
    void dropsTheOldest() {
        BoundedQueue queue = queueWith(DROP_OLDEST, 5);

        assertThat(drain(queue)).containsExactly("3 ACTIVE +0", "4 ACTIVE +0", "5 ACTIVE +0");
        assertThat(queue.dropped()).isEqualTo(2);
        assertThat(counters.get(BrokerCounter.NOTIFICATIONS_DROPPED)).isEqualTo(2);
    }

    @Test
    void dropsTheNewest() {
        BoundedQueue queue = queueWith(DROP_NEWEST, 5);

        assertThat(drain(queue)).containsExactly("1 ACTIVE +0", "2 ACTIVE +0", "3 ACTIVE +0");
        assertThat(queue.dropped()).isEqualTo(2);
    }

    @Test
    void aFinalStateMakesRoomForItself() {
        BoundedQueue queue = queueWith(DROP_NEWEST, 3);
        queue.outletFor(accepted).offer(accepted.next(TERMINATED));

        assertThat(drain(queue)).containsExactly("2 ACTIVE +0", "3 ACTIVE +0", "4 TERMINATED +0");
        assertThat(queue.dropped()).isOne();
    }

    @Test
    void forgetsASubscriptionThatIsClosedAndNoOther() {
        BoundedQueue queue = queueWith(DROP_OLDEST, 1);
        Accepted other = new Accepted();
        queue.outletFor(other).offer(other.next(TERMINATED));
        queue.outletFor(accepted).close();

        assertThat(drain(queue)).containsExactly("1 TERMINATED +0");
    }

    @Test
    void waitingEndsWithTheTimeout() throws InterruptedException {
        BoundedQueue queue = queueWith(DROP_OLDEST, 0);

        assertThat(queue.poll(Duration.ofMillis(1))).isEmpty();
        assertThat(queue.poll(Duration.ofSeconds(-1))).isEmpty();
    }

    @Test
    void waitingEndsWithANotification() throws Exception {
        BoundedQueue queue = queueWith(DROP_OLDEST, 0);
        CompletableFuture<Optional<Notification>> polled = CompletableFuture.supplyAsync(() -> pollForEver(queue));
        queue.outletFor(accepted).offer(accepted.next(ACTIVE));

        assertThat(polled.get(30, TimeUnit.SECONDS)).map(Accepted::line).contains("1 ACTIVE +0");
    }

    @Test
    void needsRoomForOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoundedQueue(consumer, 0, DROP_OLDEST))
                .withMessage("capacity must be at least 1, not 0");
    }

    private BoundedQueue queueWith(NotificationQueue.Overflow overflow, int notifications) {
        BoundedQueue queue = new BoundedQueue(consumer, 3, overflow);
        Outlet outlet = queue.outletFor(accepted);
        for (int i = 0; i < notifications; i++) {
            outlet.offer(accepted.next(ACTIVE));
        }
        return queue;
    }

    private static List<String> drain(BoundedQueue queue) {
        List<String> lines = new ArrayList<>();
        while (queue.size() > 0) {
            queue.poll().map(Accepted::line).ifPresent(lines::add);
        }
        return lines;
    }

    private static Optional<Notification> pollForEver(BoundedQueue queue) {
        try {
            return queue.poll(Duration.ofSeconds(Long.MAX_VALUE));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
