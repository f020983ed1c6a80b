package io.qsa.broker;

import java.time.Duration;
import java.util.Map;

import io.qsa.base.config.ConfigValues;
import io.qsa.broker.internal.routing.RoutingRules;
import io.qsa.broker.internal.subscription.MoveSettings;

/**
 * The settings of PID {@code io.qsa.broker}, checked. Immutable.
 *
 * @param rules which notifier serves which subscription
 * @param pace how fast subscriptions move
 * @param stopTimeout how long listeners and notifiers may take to finish when the broker stops
 * @param deliveryThreads how many threads each consumer bundle is called on
 */
record BrokerSettings(RoutingRules rules, MoveSettings pace, Duration stopTimeout, int deliveryThreads) {
    static final String PID = "io.qsa.broker";

    static final String NOTIFIER_TARGET = "";
    static final String ROUTES = "";
    static final int HANDOVER_TIMEOUT = 10;
    static final int MOVE_RATE = 500;
    static final int MOVE_JITTER = 20;
    static final int STOP_TIMEOUT = 2;
    static final int DELIVERY_THREADS = 4;

    /** The settings without a configuration. */
    static final BrokerSettings DEFAULTS = from(Map.of());

    /**
     * Reads the properties of a component.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message names key, allowed range and value
     */
    static BrokerSettings from(Map<String, ?> properties) {
        return ConfigValues.readStrictly(properties, BrokerSettings::read);
    }

    static BrokerSettings read(ConfigValues values) {
        return new BrokerSettings(
                rules(values), pace(values), values.seconds("stop_timeout", STOP_TIMEOUT, 0, 60), threads(values));
    }

    private static RoutingRules rules(ConfigValues values) {
        String target = values.value("notifier.target", NOTIFIER_TARGET, "an LDAP filter", text -> {
            RoutingRules.parse(text, "");
            return text;
        });
        return values.value(
                "routes",
                ROUTES,
                "entries package;host-pattern=notifier|fallback",
                text -> RoutingRules.parse(target, text));
    }

    private static MoveSettings pace(ConfigValues values) {
        return new MoveSettings(
                values.number("move_rate", MOVE_RATE, 1, 100_000),
                values.number("move_jitter", MOVE_JITTER, 0, 100) / 100.0,
                values.seconds("handover_timeout", HANDOVER_TIMEOUT, 1, 3600));
    }

    private static int threads(ConfigValues values) {
        return values.number("delivery_threads", DELIVERY_THREADS, 1, 64);
    }
}
