package io.qsa.broker.internal.delivery;

/**
 * The newest notification of one subscription, and the way on which its notifications leave the broker. Never blocks the
 * caller. Safe for any thread, but {@link #offer} is called in order.
 */
public abstract class Outlet {
    private volatile AcceptedNotification newest;

    /** Takes the next notification of the subscription over. */
    public final void offer(AcceptedNotification notification) {
        newest = notification;
        onOffered(notification);
    }

    /** The last one that was offered; null before the first. It stays when the outlet is closed. */
    public final AcceptedNotification newest() {
        return newest;
    }

    /** The {@link #newest} notification is this one. */
    abstract void onOffered(AcceptedNotification notification);

    /** Forgets what waits; nothing begins to be delivered afterwards. */
    public abstract void close();
}
