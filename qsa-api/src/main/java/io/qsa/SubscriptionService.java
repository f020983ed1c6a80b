package io.qsa;

import java.util.concurrent.Flow;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Subscribes to the status of users. Safe for any thread.
 *
 * <pre>{@code
 * Subscription subscription = service.subscribe(
 *         SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com"),
 *         n -> System.out.println(n.status() + " " + n.document().map(Document::text).orElse("")));
 * }</pre>
 *
 * <p>The service is bundle-scoped: when a bundle stops or releases the service, its open subscriptions are closed. No
 * method blocks on the network, and none needs a notifier to be present: a subscription without one waits as
 * {@link Status#PENDING}. A call after the service has stopped is an {@link IllegalStateException}.
 */
@ProviderType
public interface SubscriptionService {
    /** Subscribes; the listener is called for every change until the subscription is closed. */
    Subscription subscribe(SubscriptionRequest request, NotificationListener listener);

    /** Subscribes; every change goes into the queue, which this service must have made. */
    Subscription subscribe(SubscriptionRequest request, NotificationQueue queue);

    /**
     * Makes a queue for subscriptions of this bundle.
     *
     * @param capacity how many notifications it holds, at least 1
     */
    NotificationQueue newQueue(int capacity, NotificationQueue.Overflow overflow);

    /**
     * A publisher with one subscription for each of its subscribers, made when it subscribes and closed when it
     * cancels. Demand is honoured: without demand, newer states replace older ones. It completes after a
     * {@link Status#TERMINATED} because of {@link Reason#SERVICE_STOPPED}, and never otherwise.
     */
    Flow.Publisher<Notification> publisher(SubscriptionRequest request);
}
