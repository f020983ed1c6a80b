package io.qsa.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.NotificationQueue;
import io.qsa.NotificationQueue.Overflow;
import io.qsa.Subscription;
import io.qsa.SubscriptionService;
import io.qsa.broker.internal.consumer.ConsumerServices;

import static io.qsa.Status.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/** U6: the service belongs to the bundle that uses it. */
class ConsumerServiceTest {
    private final Workbench bench = new Workbench();
    private final FakeNotifier pa = bench.register("pa", 0);
    private final ConsumerServices services = new ConsumerServices(bench.switchboard, bench.consumers);
    private final Bundle bundle = FakeFramework.bundle(7, "com.example.stopping");
    private final SubscriptionService service = services.getService(bundle, null);
    private final Heard heard = new Heard();

    /** U6. */
    @Test
    void whatABundleLeavesOpenIsClosedForIt() {
        bench.settle();
        Subscription other = bench.subscribe(heard);
        service.subscribe(Workbench.ALICE, heard);
        service.publisher(Workbench.ALICE).subscribe(new Greedy());
        bench.run();
        assertThat(pa.served()).hasSize(3);

        services.ungetService(bundle, null, service);
        bench.run();

        assertThat(pa.served()).containsOnlyKeys(other.id());
        assertThat(bench.admin.subscriptions()).hasSize(1);
        assertThat(bench.consumers.size()).isOne();
    }

    @Test
    void aServiceThatWasGivenBackOpensNothing() {
        services.ungetService(bundle, null, service);

        assertThatIllegalStateException()
                .isThrownBy(() -> service.subscribe(Workbench.ALICE, heard))
                .withMessageContaining("com.example.stopping has given the subscription service back");
        assertThat(bench.admin.subscriptions()).isEmpty();
    }

    @Test
    void aQueueIsFilled() {
        bench.settle();
        NotificationQueue queue = service.newQueue(2, Overflow.DROP_OLDEST);
        Subscription subscription = service.subscribe(Workbench.ALICE, queue);
        bench.run();
        pa.says(ACTIVE, "1");
        pa.says(ACTIVE, "2");
        pa.says(ACTIVE, "3");

        assertThat(queue.dropped()).isOne();
        assertThat(queue.poll()).map(Heard::line).contains("ACTIVE pa \"2\"");
        subscription.close();
        assertThat(queue.size()).isZero();
    }

    /** X32. */
    @Test
    void aQueueOfAnotherBundleIsRefused() {
        NotificationQueue foreign = bench.service.newQueue(2, Overflow.DROP_OLDEST);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> service.subscribe(Workbench.ALICE, foreign))
                .withMessage("queue was not made by this service");
    }

    @Test
    void eachSubscriberOfAPublisherHasASubscriptionOfItsOwn() {
        bench.settle();
        Flow.Publisher<Notification> publisher = service.publisher(Workbench.ALICE);
        assertThat(bench.admin.subscriptions()).isEmpty();
        Greedy first = new Greedy();
        Greedy second = new Greedy();
        publisher.subscribe(first);
        publisher.subscribe(second);
        bench.run();
        first.subscription.cancel();
        pa.says(ACTIVE, "open");
        bench.run();

        assertThat(pa.served()).containsOnlyKeys("q2");
        assertThat(first.signals).containsExactly("subscribed");
        assertThat(second.signals).containsExactly("subscribed", "ACTIVE pa \"open\"");
    }

    @Test
    void aPublisherCompletesWhenTheServiceStops() {
        bench.settle();
        Greedy subscriber = new Greedy();
        service.publisher(Workbench.ALICE).subscribe(subscriber);
        bench.run();
        bench.switchboard.stop();
        bench.run();

        assertThat(subscriber.signals).containsExactly("subscribed", "TERMINATED qsa", "completed");
    }

    @Test
    void aPublisherOfAStoppedServiceSignalsAnError() {
        bench.switchboard.stop();
        Greedy subscriber = new Greedy();
        service.publisher(Workbench.ALICE).subscribe(subscriber);

        assertThat(subscriber.signals).containsExactly("subscribed", "the subscription service has stopped");
    }

    @Test
    void nothingIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> service.subscribe(null, heard))
                .withMessage("request");
        assertThatNullPointerException()
                .isThrownBy(() -> service.subscribe(Workbench.ALICE, (NotificationListener) null))
                .withMessage("listener");
        assertThatNullPointerException()
                .isThrownBy(() -> service.newQueue(1, null))
                .withMessage("overflow");
        assertThatNullPointerException()
                .isThrownBy(() -> service.publisher(null))
                .withMessage("request");
        assertThatNullPointerException()
                .isThrownBy(() -> service.publisher(Workbench.ALICE).subscribe(null))
                .withMessage("subscriber");
    }

    private static final class Greedy implements Flow.Subscriber<Notification> {
        private final List<String> signals = new ArrayList<>();
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            signals.add("subscribed");
            newSubscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Notification notification) {
            signals.add(Heard.line(notification));
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
