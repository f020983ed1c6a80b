package io.qsa.broker.internal.routing;

import java.util.Optional;

/** The notifier that is chosen for a subscription, and the setting that chose it. Immutable. */
public final class Choice {
    private final RegisteredNotifier notifier;
    private final String route;

    private Choice(RegisteredNotifier notifier, String route) {
        this.notifier = notifier;
        this.route = route;
    }

    static Choice of(Optional<RegisteredNotifier> notifier, String route) {
        return new Choice(notifier.orElse(null), route);
    }

    /** The chosen notifier; empty if none of those that may be chosen is registered. */
    public Optional<RegisteredNotifier> notifier() {
        return Optional.ofNullable(notifier);
    }

    /** Whether this notifier is chosen, or none if it is null. */
    public boolean is(RegisteredNotifier other) {
        return notifier == other;
    }

    /** The entry of {@code routes}, the {@code notifier.target}, or {@code ranking}. */
    public String route() {
        return route;
    }
}
