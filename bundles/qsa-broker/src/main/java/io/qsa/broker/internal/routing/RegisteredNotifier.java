package io.qsa.broker.internal.routing;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.broker.internal.delivery.RecordState;
import io.qsa.spi.Notifier;

/** One notifier service, until it is unregistered. Safe for any thread. */
public final class RegisteredNotifier {
    private final Notifier service;
    private final String bundle;
    private final BooleanSupplier registered;
    private final AtomicInteger subscriptions = new AtomicInteger();
    private volatile NotifierProperties properties;
    private volatile Map<Status, RecordState> plainStates;
    private volatile boolean gone;

    /** @param registered whether the service is still registered */
    public RegisteredNotifier(
            Notifier service, String bundle, NotifierProperties properties, BooleanSupplier registered) {
        this.service = service;
        this.bundle = bundle;
        this.registered = registered;
        change(properties);
    }

    /** The service, which must not be called once it {@link #isGone()}. */
    public Notifier service() {
        return service;
    }

    /** The symbolic name of the bundle that registered it. */
    public String bundle() {
        return bundle;
    }

    public NotifierProperties properties() {
        return properties;
    }

    public void change(NotifierProperties newProperties) {
        properties = newProperties;
        Map<Status, RecordState> states = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            states.put(status, RecordState.of(status, Reason.NONE, newProperties.name()));
        }
        plainStates = states;
    }

    public String name() {
        return properties.name();
    }

    /** A state that it reports. A status without reason and document is one shared object for all subscriptions. */
    public RecordState state(Status status, Reason reason) {
        return reason == Reason.NONE
                ? plainStates.get(Objects.requireNonNull(status, "status"))
                : RecordState.of(status, reason, name());
    }

    /** Whether it may keep its subscriptions; false while it drains and after it was unregistered. */
    public boolean isAccepting() {
        return !gone && properties.isAccepting();
    }

    /** Whether its service was unregistered. */
    public boolean isGone() {
        return gone;
    }

    /** Whether its service was unregistered and nobody has said so. */
    public boolean isLost() {
        return !gone && !registered.getAsBoolean();
    }

    public void end() {
        gone = true;
    }

    /** Counts a subscription that is attached to it. */
    public void given() {
        subscriptions.incrementAndGet();
    }

    /** Counts a subscription that is released from it. */
    public void taken() {
        subscriptions.decrementAndGet();
    }

    /** How many subscriptions it has, those that are being handed over to it included. */
    public int subscriptions() {
        return subscriptions.get();
    }

    @Override
    public String toString() {
        return name();
    }
}
