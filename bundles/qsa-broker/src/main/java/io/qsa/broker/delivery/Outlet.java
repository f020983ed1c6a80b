package io.qsa.broker.delivery;

/** Where the notifications of one subscription leave the broker. Never blocks the caller. Safe for any thread. */
public interface Outlet {
    /** Takes the next notification of the subscription over. */
    void offer(AcceptedNotification notification);

    /** Forgets what waits; nothing begins to be delivered afterwards. */
    void close();
}
