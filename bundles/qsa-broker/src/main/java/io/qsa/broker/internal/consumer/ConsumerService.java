package io.qsa.broker.internal.consumer;

import java.util.Objects;
import java.util.concurrent.Flow;

import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.NotificationQueue;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.broker.internal.delivery.BoundedQueue;
import io.qsa.broker.internal.delivery.Consumer;
import io.qsa.broker.internal.delivery.FlowOutlet;
import io.qsa.broker.internal.delivery.ListenerOutlet;
import io.qsa.broker.internal.delivery.Outlet;
import io.qsa.broker.internal.subscription.LiveSubscription;
import io.qsa.broker.internal.subscription.Owner;
import io.qsa.broker.internal.subscription.Switchboard;

/**
 * The subscription service as one bundle sees it; subscriptions that the bundle leaves open are closed with it. Safe
 * for any thread.
 */
public final class ConsumerService implements SubscriptionService, Owner {
    private final Switchboard switchboard;
    private final Consumer consumer;
    private volatile boolean closed;

    public ConsumerService(Switchboard switchboard, Consumer consumer) {
        this.switchboard = switchboard;
        this.consumer = consumer;
    }

    @Override
    public Subscription subscribe(SubscriptionRequest request, NotificationListener listener) {
        Objects.requireNonNull(listener, "listener");
        return open(newSubscription(request), new ListenerOutlet(consumer, listener));
    }

    @Override
    public Subscription subscribe(SubscriptionRequest request, NotificationQueue queue) {
        if (!(queue instanceof BoundedQueue own) || !own.isOwnedBy(consumer)) {
            throw new IllegalArgumentException("queue was not made by this service");
        }
        LiveSubscription subscription = newSubscription(request);
        return open(subscription, own.outletFor(subscription));
    }

    @Override
    public NotificationQueue newQueue(int capacity, NotificationQueue.Overflow overflow) {
        return new BoundedQueue(consumer, capacity, Objects.requireNonNull(overflow, "overflow"));
    }

    @Override
    public Flow.Publisher<Notification> publisher(SubscriptionRequest request) {
        Objects.requireNonNull(request, "request");
        return subscriber -> publish(request, Objects.requireNonNull(subscriber, "subscriber"));
    }

    /** Closes the subscriptions that are still open; further ones are refused. */
    public void close() {
        closed = true;
        switchboard.closeAllOf(this);
    }

    @Override
    public String bundle() {
        return consumer.bundle();
    }

    private void publish(SubscriptionRequest request, Flow.Subscriber<? super Notification> subscriber) {
        LiveSubscription subscription = newSubscription(request);
        FlowOutlet outlet = new FlowOutlet(consumer, subscription, subscriber);
        try {
            open(subscription, outlet);
            outlet.introduce();
        } catch (IllegalStateException stopped) {
            FlowOutlet.refuse(consumer, subscriber, stopped);
        }
    }

    private LiveSubscription newSubscription(SubscriptionRequest request) {
        return new LiveSubscription(switchboard, Objects.requireNonNull(request, "request"), this);
    }

    private Subscription open(LiveSubscription subscription, Outlet outlet) {
        subscription.open(outlet);
        if (closed) {
            subscription.close();
            throw new IllegalStateException("bundle " + bundle() + " has given the subscription service back");
        }
        return subscription;
    }
}
