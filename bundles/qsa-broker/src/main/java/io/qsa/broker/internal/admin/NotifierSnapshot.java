package io.qsa.broker.internal.admin;

import java.util.Set;

import io.qsa.broker.internal.routing.NotifierProperties;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.spi.NotifierInfo;

/** A notifier as it was at one moment. Immutable. */
final class NotifierSnapshot implements NotifierInfo {
    private final NotifierProperties properties;
    private final String bundle;
    private final int subscriptions;

    NotifierSnapshot(RegisteredNotifier notifier) {
        this.properties = notifier.properties();
        this.bundle = notifier.bundle();
        this.subscriptions = notifier.subscriptions();
    }

    @Override
    public String name() {
        return properties.name();
    }

    @Override
    public Set<String> packages() {
        return properties.packages();
    }

    @Override
    public int ranking() {
        return properties.ranking();
    }

    @Override
    public boolean isAccepting() {
        return properties.isAccepting();
    }

    @Override
    public String bundle() {
        return bundle;
    }

    @Override
    public int subscriptions() {
        return subscriptions;
    }
}
