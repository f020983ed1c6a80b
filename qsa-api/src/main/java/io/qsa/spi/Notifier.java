package io.qsa.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A source of status: a service that the broker finds by its properties {@link #NAME}, {@link #PACKAGES},
 * {@link #ACCEPTING} and {@code service.ranking}.
 *
 * <p>Both methods return at once. They are called serially for one subscription, on a thread of the broker. An
 * exception counts as {@link io.qsa.Status#TERMINATED} because of {@link io.qsa.Reason#ERROR}.
 */
@ConsumerType
public interface Notifier {
    /** Service property: the name of the notifier, such as {@code presence_b2b} or {@code pa}. */
    String NAME = "qsa.notifier";
    /** Service property, {@code String[]}: the event packages that it serves. */
    String PACKAGES = "qsa.packages";
    /**
     * Service property, {@code Boolean}, default true. False means draining: the notifier gets no new subscriptions,
     * and serves the present ones until the broker has moved all of them to another notifier.
     */
    String ACCEPTING = "qsa.accepting";

    /** Takes over a subscription, and calls {@link NotifierSubscription#notify}, now or later, until {@link #unsubscribe}. */
    void subscribe(NotifierSubscription subscription);

    /** Ends the work for a subscription. Later notifications of it are ignored and counted. */
    void unsubscribe(NotifierSubscription subscription);
}
