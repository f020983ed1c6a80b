package io.qsa.broker.internal.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An outlet that calls an application, one call at a time, on the threads of its bundle. Guarded by its monitor, which
 * is never held during a call.
 *
 * <p>What waits is the newest notification and, before it, every final one: those are never replaced. They are few, since
 * each needs a move or a change of configuration after the one before. The newest one is kept anyway, so that what waits
 * is told by its number alone: a reference to each notification, set and cleared in an object as old as the subscription,
 * would cost the collector more than the delivery takes.
 *
 * <p>At most one task per outlet is with the threads. It makes one call and queues up again behind the other outlets of
 * the bundle, so that a busy subscription does not starve them.
 */
abstract class SerialOutlet extends Outlet implements Runnable {
    private final Consumer consumer;
    /** Final notifications that wait; null if there are none. */
    private Deque<AcceptedNotification> finals;
    /** The number of the notification that was taken last. */
    private long taken;

    private boolean scheduled;
    private boolean closed;

    SerialOutlet(Consumer consumer) {
        this.consumer = consumer;
    }

    /** Whether there is a call to make. Called with the monitor held. */
    abstract boolean isReady();

    /** Makes one call, if there still is one to make. */
    abstract void callOnce();

    @Override
    synchronized void onOffered(AcceptedNotification notification) {
        if (closed) {
            return;
        }
        if (notification.status().isFinal() && notification.sequence() > taken) {
            finals = finals == null ? new ArrayDeque<>(1) : finals;
            finals.add(notification);
        }
        wake();
    }

    @Override
    public synchronized void close() {
        closed = true;
        finals = null;
    }

    @Override
    public final void run() {
        do {
            callOnce();
        } while (goesOn());
    }

    /** Makes sure that a task is under way if there is a call to make. */
    final synchronized void wake() {
        if (!scheduled && isReady()) {
            scheduled = true;
            consumer.submit(this);
        }
    }

    final Consumer consumer() {
        return consumer;
    }

    /** Whether a notification waits; it may be one that {@link #onOffered} is about to hear of. */
    final boolean hasPending() {
        AcceptedNotification newest = newest();
        return newest != null && newest.sequence() > taken;
    }

    /** Takes the oldest notification for a call, with the count of those before it that were not. */
    final AcceptedNotification take() {
        AcceptedNotification next = oldest().after(taken);
        taken = next.sequence();
        consumer.delivering(next);
        return next;
    }

    private AcceptedNotification oldest() {
        if (finals == null) {
            return newest();
        }
        AcceptedNotification oldest = finals.remove();
        finals = finals.isEmpty() ? null : finals;
        return oldest;
    }

    final boolean isClosed() {
        return closed;
    }

    /** Once the threads take no new tasks, what is left is delivered by the present one. */
    private synchronized boolean goesOn() {
        scheduled = isReady();
        return scheduled && !consumer.submit(this);
    }
}
