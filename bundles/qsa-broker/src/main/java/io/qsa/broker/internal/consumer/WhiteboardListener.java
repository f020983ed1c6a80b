package io.qsa.broker.internal.consumer;

import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.NotificationListener;
import io.qsa.SubscriptionRequest;
import io.qsa.broker.internal.delivery.Consumers;
import io.qsa.broker.internal.delivery.ListenerOutlet;
import io.qsa.broker.internal.subscription.LiveSubscription;
import io.qsa.broker.internal.subscription.Owner;
import io.qsa.broker.internal.subscription.Switchboard;

/** One listener that is registered as a service, and its subscription. Guarded by the whiteboard. */
final class WhiteboardListener implements Owner {
    private static final Logger LOG = LoggerFactory.getLogger(WhiteboardListener.class);

    private final NotificationListener listener;
    private final long bundleId;
    private final String bundle;
    private Optional<SubscriptionRequest> request;
    private LiveSubscription subscription;

    WhiteboardListener(ServiceReference<NotificationListener> reference, Bundle bundle, NotificationListener listener) {
        this.listener = listener;
        this.bundleId = bundle.getBundleId();
        this.bundle = bundle.getSymbolicName();
        this.request = requested(reference);
    }

    /** Applies changed properties; returns whether they name another request. */
    boolean change(ServiceReference<NotificationListener> reference) {
        Optional<SubscriptionRequest> before = request;
        request = requested(reference);
        return !request.equals(before);
    }

    void open(Switchboard switchboard, Consumers consumers) {
        request.ifPresent(wanted -> {
            subscription = new LiveSubscription(switchboard, wanted, this);
            subscription.open(new ListenerOutlet(consumers.acquire(bundleId, bundle), listener));
        });
    }

    void close(Consumers consumers) {
        if (subscription != null) {
            subscription.close();
            subscription = null;
            consumers.release(bundleId);
        }
    }

    @Override
    public String bundle() {
        return bundle;
    }

    private Optional<SubscriptionRequest> requested(ServiceReference<NotificationListener> reference) {
        try {
            return Optional.of(SubscriptionRequest.of(
                    text(reference, NotificationListener.PACKAGE).orElse(SubscriptionRequest.PRESENCE),
                    text(reference, NotificationListener.RECORD).orElse(null),
                    text(reference, NotificationListener.SUBSCRIBER).orElse(null)));
        } catch (IllegalArgumentException refused) {
            LOG.warn("A listener service of bundle {} cannot be subscribed: {}", bundle, refused.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> text(ServiceReference<NotificationListener> reference, String key) {
        return Optional.ofNullable(reference.getProperty(key)).map(Object::toString);
    }
}
