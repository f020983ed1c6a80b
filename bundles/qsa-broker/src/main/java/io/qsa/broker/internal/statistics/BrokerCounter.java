package io.qsa.broker.internal.statistics;

import java.util.Locale;

/** The counters of the broker. The names in {@link io.qsa.spi.SubscriptionAdmin#statistics()} are stable. */
public enum BrokerCounter {
    /** Applied changes of configuration, those that changed a value. */
    CONFIGURATION_APPLIED,
    /** Configurations that were refused as a whole. */
    CONFIGURATION_REFUSED,
    /** Calls of listeners, whiteboard listeners and Flow subscribers that ended with an exception. */
    LISTENERS_ERRORS,
    /** Moves that were abandoned before the cut, because the choice changed again or the successor was unregistered. */
    MOVES_ABANDONED,
    /** Moves that ended with the new notifier serving. */
    MOVES_FINISHED,
    /** Moves by choice that have not reached their cut within {@code handover_timeout} and continue. */
    MOVES_OVERDUE,
    /** Subscriptions that were given to another notifier than before, or to one after they had been parked. */
    MOVES_STARTED,
    /** Drains that were cut at {@code handover_timeout} because the new notifier had not answered. */
    MOVES_TIMED_OUT,
    /** Changes of a subscription that were accepted from a notifier or from the broker itself. */
    NOTIFICATIONS_ACCEPTED,
    /** Notifications that were replaced by newer ones before they were delivered. */
    NOTIFICATIONS_CONFLATED,
    /** Notifications that were delivered to a listener, a Flow subscriber or a queue. */
    NOTIFICATIONS_DELIVERED,
    /** Notifications that were lost because a queue was full. */
    NOTIFICATIONS_DROPPED,
    /** Notifications of a successor before the cut, which are not delivered. */
    NOTIFICATIONS_HELD,
    /** Notifications of a notifier for a subscription that it does not serve any more. */
    NOTIFICATIONS_LATE,
    /** Calls of a notifier that ended with an exception. */
    NOTIFIERS_ERRORS,
    /** Subscriptions that were closed, or ended with the broker. */
    SUBSCRIPTIONS_CLOSED,
    /** Subscriptions that were made. */
    SUBSCRIPTIONS_OPENED;

    private final String key = name().toLowerCase(Locale.ROOT).replaceFirst("_", ".");

    /** For example {@code moves.timed_out}. */
    public String key() {
        return key;
    }
}
