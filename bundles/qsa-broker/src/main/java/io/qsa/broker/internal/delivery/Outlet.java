package io.qsa.broker.internal.delivery;

/**
 * Holds the newest notification of one subscription, and passes notifications to the application. Never blocks the caller.
 * Safe for any thread, but {@link #offer} is called in order.
 */
public abstract class Outlet {
    private volatile AcceptedNotification newest;

    /** Takes the next notification of the subscription. */
    public final void offer(AcceptedNotification notification) {
        newest = notification;
        onOffered(notification);
    }

    /** The notification that was offered last; null before the first. It stays after {@link #close()}. */
    public final AcceptedNotification newest() {
        return newest;
    }

    /** Called after the {@link #newest} notification has become this one. */
    abstract void onOffered(AcceptedNotification notification);

    /** Drops pending notifications; no delivery begins afterwards. */
    public abstract void close();
}
