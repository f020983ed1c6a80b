package io.qsa.broker.internal.delivery;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An outlet that calls an application, one call at a time, on the threads of its bundle. Guarded by its monitor, which
 * is never held during a call.
 *
 * <p>Pending are the newest notification and, before it, every final one: those are never replaced. Final ones are few,
 * because each needs a move or a change of configuration after the one before. {@link Outlet} keeps the newest one
 * anyway, so a number is enough to know whether it is pending: a reference to each notification, set and cleared in an
 * object of the old generation, would cost more in the collector than the delivery itself.
 *
 * <p>At most one task of each outlet is queued with the threads. It makes one call, and is queued again behind the
 * other outlets of the bundle, so that a busy subscription does not starve them.
 */
abstract class SerialOutlet extends Outlet implements Runnable {
    private final Consumer consumer;
    /** Pending final notifications; null if there are none. */
    private Deque<AcceptedNotification> finals;
    /** The number of the last notification taken for delivery. */
    private long taken;

    private boolean scheduled;
    private boolean closed;

    SerialOutlet(Consumer consumer) {
        this.consumer = consumer;
    }

    /** Whether there is a call to make. Called with the monitor held. */
    abstract boolean isReady();

    /** Makes one call, if there is still one to make. */
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

    /** Queues a task, unless one is queued, if there is a call to make. */
    final synchronized void wake() {
        if (!scheduled && isReady()) {
            scheduled = true;
            consumer.submit(this);
        }
    }

    final Consumer consumer() {
        return consumer;
    }

    /** Whether a notification is pending, including one for which {@link #onOffered} has not been called yet. */
    final boolean hasPending() {
        AcceptedNotification newest = newest();
        return newest != null && newest.sequence() > taken;
    }

    /** Takes the oldest pending notification, with the count of those that it replaced. */
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

    /** Whether the present task must make another call, because there is one and the threads accept no more tasks. */
    private synchronized boolean goesOn() {
        scheduled = isReady();
        return scheduled && !consumer.submit(this);
    }
}
