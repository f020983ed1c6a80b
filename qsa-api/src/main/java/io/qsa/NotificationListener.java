package io.qsa;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives the notifications of one subscription.
 *
 * <p>Calls for one subscription never overlap and are never out of order; different subscriptions are called in
 * parallel, on threads that belong to the bundle of the listener. A call should not block: while it does, newer states
 * replace older ones (see {@link Notification#conflated()}), and other subscriptions of the same bundle wait. A final
 * {@link Status#TERMINATED} or {@link Status#REJECTED} is never replaced. An exception is counted and logged; later
 * calls are still made. After {@link Subscription#close()} no call begins. When the service itself stops, the last call
 * has {@link Status#TERMINATED} with {@link Reason#SERVICE_STOPPED}.
 *
 * <p>Whiteboard: a service of this type with the properties {@link #PACKAGE}, {@link #RECORD} and {@link #SUBSCRIBER}
 * is subscribed while it is registered; a change of its properties subscribes it to the new record.
 */
@ConsumerType
@FunctionalInterface
public interface NotificationListener {
    /** Service property of a whiteboard listener: the event package, {@code presence} if absent. */
    String PACKAGE = "qsa.package";
    /** Service property of a whiteboard listener: the URI to whose status it subscribes. */
    String RECORD = "qsa.record";
    /** Service property of a whiteboard listener: the URI of the subscriber. */
    String SUBSCRIBER = "qsa.subscriber";

    void onNotification(Notification notification);
}
