package io.qsa.broker.internal.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;

import io.qsa.Notification;
import io.qsa.base.statistics.Counters;
import io.qsa.broker.TaskQueue;
import io.qsa.broker.internal.statistics.BrokerCounter;

import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.PENDING;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

/** U8: demand is honoured. */
class FlowOutletTest {
    private final Counters<BrokerCounter> counters = new Counters<>(BrokerCounter.class);
    private final TaskQueue threads = new TaskQueue();
    private final Consumer consumer = new Consumer("com.example.app", threads, counters);
    private final Accepted accepted = new Accepted();
    private final Collector subscriber = new Collector();
    private final FlowOutlet outlet = new FlowOutlet(consumer, accepted, subscriber);

    @Test
    void introducesItselfFirst() {
        outlet.offer(accepted.next(ACTIVE));
        outlet.introduce();
        threads.runAll();

        assertThat(subscriber.signals).containsExactly("subscribed");
    }

    @Test
    void signalsWhatIsDemanded() {
        outlet.introduce();
        threads.runAll();
        subscriber.subscription.request(2);
        for (int i = 0; i < 3; i++) {
            outlet.offer(accepted.next(ACTIVE));
            threads.runAll();
        }

        assertThat(subscriber.signals).containsExactly("subscribed", "1 ACTIVE +0", "2 ACTIVE +0");
    }

    @Test
    void newerStatesReplaceOlderOnesWhileThereIsNoDemand() {
        outlet.introduce();
        outlet.offer(accepted.next(PENDING));
        outlet.offer(accepted.next(TERMINATED));
        outlet.offer(accepted.next(PENDING));
        outlet.offer(accepted.next(ACTIVE));
        threads.runAll();
        subscriber.subscription.request(Long.MAX_VALUE);
        subscriber.subscription.request(Long.MAX_VALUE);
        threads.runAll();

        assertThat(subscriber.signals).containsExactly("subscribed", "2 TERMINATED +1", "4 ACTIVE +1");
    }

    @Test
    void endsWithAnErrorWhereTheDemandIsIllegal() {
        outlet.introduce();
        threads.runAll();
        subscriber.subscription.request(0);
        outlet.offer(accepted.next(ACTIVE));
        threads.runAll();

        assertThat(subscriber.signals).containsExactly("subscribed", "demand must be positive, not 0");
        assertThat(accepted.isClosed()).isTrue();
    }

    @Test
    void cancelClosesTheSubscription() {
        outlet.introduce();
        threads.runAll();
        subscriber.subscription.cancel();

        assertThat(accepted.isClosed()).isTrue();
    }

    @Test
    void isSilentOnceItIsClosed() {
        outlet.introduce();
        threads.runAll();
        subscriber.subscription.request(1);
        outlet.close();
        outlet.offer(accepted.next(ACTIVE));
        subscriber.subscription.request(1);
        threads.runAll();

        assertThat(subscriber.signals).containsExactly("subscribed");
    }

    @Test
    void completesAfterTheServiceHasStopped() {
        outlet.introduce();
        threads.runAll();
        subscriber.subscription.request(5);
        outlet.offer(accepted.serviceStopped());
        threads.runAll();

        assertThat(subscriber.signals).containsExactly("subscribed", "1 TERMINATED +0", "completed");
    }

    @Test
    void completesWithoutDemandToo() {
        outlet.introduce();
        outlet.offer(accepted.serviceStopped());
        threads.runAll();

        assertThat(subscriber.signals).containsExactly("subscribed", "completed");
    }

    @Test
    void anOrdinaryTerminatedDoesNotComplete() {
        outlet.introduce();
        threads.runAll();
        subscriber.subscription.request(5);
        outlet.offer(accepted.next(TERMINATED));
        threads.runAll();

        assertThat(subscriber.signals).containsExactly("subscribed", "1 TERMINATED +0");
    }

    @Test
    void aSubscriberThatThrowsIsCancelled() {
        outlet.introduce();
        threads.runAll();
        subscriber.failing = true;
        subscriber.subscription.request(5);
        outlet.offer(accepted.next(ACTIVE));
        threads.runAll();

        assertThat(accepted.isClosed()).isTrue();
        assertThat(counters.get(BrokerCounter.LISTENERS_ERRORS)).isOne();
    }

    @Test
    void refusalIsAnErrorAfterTheIntroduction() {
        FlowOutlet.refuse(consumer, subscriber, new IllegalStateException("stopped"));

        assertThat(subscriber.signals).containsExactly("subscribed", "stopped");
    }

    private static final class Collector implements Flow.Subscriber<Notification> {
        private final List<String> signals = new ArrayList<>();
        private Flow.Subscription subscription;
        private boolean failing;

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            signals.add("subscribed");
        }

        @Override
        public void onNext(Notification notification) {
            signals.add(Accepted.line(notification));
            if (failing) {
                throw new IllegalStateException("thrown by a test");
            }
        }

        @Override
        public void onError(Throwable cause) {
            signals.add(cause.getMessage());
        }

        @Override
        public void onComplete() {
            signals.add("completed");
        }
    }
}
