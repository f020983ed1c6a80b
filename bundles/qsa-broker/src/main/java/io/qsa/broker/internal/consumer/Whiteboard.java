package io.qsa.broker.internal.consumer;

import java.util.HashMap;
import java.util.Map;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

import io.qsa.NotificationListener;
import io.qsa.broker.internal.delivery.Consumers;
import io.qsa.broker.internal.subscription.Switchboard;

/** Subscribes listeners while they are registered as services. Guarded by its monitor. */
public final class Whiteboard {
    private final Switchboard switchboard;
    private final Consumers consumers;
    private final Map<Long, WhiteboardListener> listeners = new HashMap<>();
    private boolean started;

    public Whiteboard(Switchboard switchboard, Consumers consumers) {
        this.switchboard = switchboard;
        this.consumers = consumers;
    }

    /** Subscribes the present listeners, and from now on each that is added. */
    public synchronized void start() {
        started = true;
        listeners.values().forEach(this::open);
    }

    /** Subscribes no more listeners. */
    public synchronized void stop() {
        started = false;
    }

    public synchronized void came(ServiceReference<NotificationListener> reference, NotificationListener listener) {
        Bundle bundle = reference.getBundle();
        if (bundle != null) {
            WhiteboardListener added = new WhiteboardListener(reference, bundle, listener);
            listeners.put(id(reference), added);
            open(added);
        }
    }

    /** Subscribes a listener again, if its properties now name another request. */
    public synchronized void changed(ServiceReference<NotificationListener> reference) {
        WhiteboardListener known = listeners.get(id(reference));
        if (known != null && known.change(reference)) {
            known.close(consumers);
            open(known);
        }
    }

    public synchronized void went(ServiceReference<NotificationListener> reference) {
        WhiteboardListener removed = listeners.remove(id(reference));
        if (removed != null) {
            removed.close(consumers);
        }
    }

    private void open(WhiteboardListener listener) {
        if (started) {
            listener.open(switchboard, consumers);
        }
    }

    private static Long id(ServiceReference<NotificationListener> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }
}
