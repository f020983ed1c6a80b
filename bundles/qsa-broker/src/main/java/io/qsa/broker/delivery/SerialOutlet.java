package io.qsa.broker.delivery;

/**
 * An outlet that calls an application, one call at a time, on the threads of its bundle. Guarded by its monitor, which
 * is never held during a call.
 *
 * <p>At most one task per outlet is with the threads. It makes one call and queues up again behind the other outlets of
 * the bundle, so that a busy subscription does not starve them.
 */
abstract class SerialOutlet implements Outlet, Runnable {
    private final Consumer consumer;
    private final Pending pending = new Pending();
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
    public synchronized void offer(AcceptedNotification notification) {
        if (!closed) {
            pending.add(notification);
            wake();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        pending.clear();
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

    final boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Takes the next notification for a call. Called with the monitor held. */
    final AcceptedNotification take() {
        AcceptedNotification next = pending.take();
        consumer.delivering(next);
        return next;
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
