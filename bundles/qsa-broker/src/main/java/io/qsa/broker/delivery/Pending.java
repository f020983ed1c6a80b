package io.qsa.broker.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What waits for one listener: the newest notification and, before it, every final one. Guarded by its outlet's monitor.
 *
 * <p>Final notifications are never replaced. They are few, since each needs a move or a change of configuration after
 * the one before.
 */
final class Pending {
    private AcceptedNotification newest;
    private Deque<AcceptedNotification> finals;
    private long taken;

    /** Adds a notification, which replaces the newest one unless that is final. */
    void add(AcceptedNotification notification) {
        if (newest != null && newest.status().isFinal()) {
            if (finals == null) {
                finals = new ArrayDeque<>(1);
            }
            finals.add(newest);
        }
        newest = notification;
    }

    boolean isEmpty() {
        return newest == null;
    }

    /** Takes the oldest notification, with the count of those between it and the one taken before. */
    AcceptedNotification take() {
        AcceptedNotification next = oldest().after(taken);
        taken = next.sequence();
        return next;
    }

    void clear() {
        newest = null;
        finals = null;
    }

    private AcceptedNotification oldest() {
        AcceptedNotification oldest;
        if (finals != null) {
            oldest = finals.remove();
            finals = finals.isEmpty() ? null : finals;
        } else {
            oldest = newest;
            newest = null;
        }
        return oldest;
    }
}
