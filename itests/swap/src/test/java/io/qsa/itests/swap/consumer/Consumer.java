package io.qsa.itests.swap.consumer;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.itests.swap.referee.Witness;

/**
 * A consumer as applications are: it subscribes whenever the service is there, or is registered as a service itself. Some
 * are slow, some throw. Guarded by its monitor; its witness is called without it.
 */
final class Consumer implements NotificationListener {
    /** How a consumer behaves. */
    enum Manner {
        PLAIN,
        SLOW,
        THROWING,
        /** Does not get an authorisation from the presence server. */
        STRANGER,
        WHITEBOARD
    }

    private static final long SLOWNESS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int CALLS_PER_FAILURE = 20;

    private final String subscriber;
    private final Manner manner;
    private final Witness witness;
    private Subscription subscription;
    private SubscriptionService subscribedAt;
    private ServiceRegistration<NotificationListener> registration;
    private boolean closed;

    Consumer(String subscriber, Manner manner, Witness witness) {
        this.subscriber = subscriber;
        this.manner = manner;
        this.witness = witness;
    }

    Witness witness() {
        return witness;
    }

    String subscriber() {
        return subscriber;
    }

    /** The consumer is added to the platform, with or without the service. */
    synchronized void open(BundleContext context, Optional<SubscriptionService> service) {
        if (manner == Manner.WHITEBOARD) {
            Map<String, String> what =
                    Map.of(NotificationListener.RECORD, witness.record(), NotificationListener.SUBSCRIBER, subscriber);
            registration = context.registerService(NotificationListener.class, this, new Hashtable<>(what));
        } else {
            service.ifPresent(this::subscribe);
        }
    }

    /** The service was registered. */
    void subscribe(SubscriptionService service) {
        if (manner != Manner.WHITEBOARD) {
            subscribeOnce(service);
        }
    }

    private synchronized void subscribeOnce(SubscriptionService service) {
        if (closed || service == subscribedAt) {
            return;
        }
        try {
            subscription = service.subscribe(SubscriptionRequest.presence(witness.record(), subscriber), this);
            subscribedAt = service;
        } catch (IllegalStateException stopping) {
            // The service will be registered again, and then the consumer subscribes again.
            subscription = null;
        }
    }

    /** The handle, if there is one. */
    synchronized Optional<Subscription> subscription() {
        return Optional.ofNullable(subscription);
    }

    synchronized void close() {
        closed = true;
        if (registration != null) {
            registration.unregister();
        }
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        witness.closed();
    }

    @Override
    public void onNotification(Notification notification) {
        witness.onNotification(notification);
        switch (manner) {
            case SLOW -> LockSupport.parkNanos(SLOWNESS);
            case THROWING -> failNowAndThen();
            case PLAIN, STRANGER, WHITEBOARD -> {}
        }
    }

    private void failNowAndThen() {
        if (witness.heard() % CALLS_PER_FAILURE == 0) {
            throw new IllegalStateException("a listener that fails now and then");
        }
    }
}
