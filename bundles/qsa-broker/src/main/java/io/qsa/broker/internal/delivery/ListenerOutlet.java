package io.qsa.broker.internal.delivery;

import io.qsa.NotificationListener;

/** Calls a listener. Guarded by its monitor. */
public final class ListenerOutlet extends SerialOutlet {
    private final NotificationListener listener;

    public ListenerOutlet(Consumer consumer, NotificationListener listener) {
        super(consumer);
        this.listener = listener;
    }

    @Override
    boolean isReady() {
        return !isClosed() && hasPending();
    }

    @Override
    void callOnce() {
        AcceptedNotification next;
        synchronized (this) {
            if (!isReady()) {
                return;
            }
            next = take();
        }
        consumer().call(() -> listener.onNotification(next));
    }
}
