package io.qsa.broker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings as consoles show them; {@link BrokerSettings} reads and checks them. */
@ObjectClassDefinition(
        name = "QSA Broker",
        description = "Chooses the notifier of each subscription, hands over between notifiers, and delivers.")
@interface BrokerConfig {
    @AttributeDefinition(
            name = "Notifier target",
            description = "LDAP filter over the service properties of the notifiers, for example (qsa.notifier=pa)."
                    + " Among those that match, the highest service.ranking serves. Empty: every notifier matches. It"
                    + " applies where no entry of routes matches. A change moves live subscriptions.",
            required = false)
    String notifier_target() default BrokerSettings.NOTIFIER_TARGET;

    @AttributeDefinition(
            name = "Routes",
            description = "Entries package;host-pattern=notifier|fallback, separated by comma or newline; the first"
                    + " that matches a subscription names its notifier. The package may be *, the host pattern *,"
                    + " *.domain or a host; a tel URI matches only *. Example: presence;*.example.com=pa|presence_b2b,"
                    + " *;*=presence_b2b. A change moves the live subscriptions whose notifier changes, and no others.",
            required = false)
    String routes() default BrokerSettings.ROUTES;

    @AttributeDefinition(
            name = "Hand-over timeout",
            description = "Seconds, 1 to 3600. A new notifier that has not answered by then takes over anyway if the"
                    + " old one drains or was unregistered; in a move by choice the old one continues to serve and a"
                    + " warning is logged. A change applies to later moves.",
            required = false)
    int handover__timeout() default BrokerSettings.HANDOVER_TIMEOUT;

    @AttributeDefinition(
            name = "Move rate",
            description = "Moves per second, 1 to 100000: how fast live subscriptions are moved to another notifier,"
                    + " so that a swap does not overload a server. A change applies at once.",
            required = false)
    int move__rate() default BrokerSettings.MOVE_RATE;

    @AttributeDefinition(
            name = "Move jitter",
            description = "Percent, 0 to 100, by which a pause between moves may be longer, at random. A change"
                    + " applies at once.",
            required = false)
    int move__jitter() default BrokerSettings.MOVE_JITTER;

    @AttributeDefinition(
            name = "Stop timeout",
            description = "Seconds, 0 to 60: how long the broker waits at a stop until listeners and notifiers have"
                    + " finished. A change applies at the next stop.",
            required = false)
    int stop__timeout() default BrokerSettings.STOP_TIMEOUT;

    @AttributeDefinition(
            name = "Delivery threads",
            description = "Threads, 1 to 64, on which the listeners of one bundle are called; each bundle has its own,"
                    + " and idle ones end. A change applies at once.",
            required = false)
    int delivery__threads() default BrokerSettings.DELIVERY_THREADS;
}
