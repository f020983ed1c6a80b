package io.qsa.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** Looks at all subscriptions of the platform, for shells, metrics and consoles. Safe for any thread. */
@ProviderType
public interface SubscriptionAdmin {
    /** Every open subscription, as it is now, the oldest first. */
    List<SubscriptionInfo> subscriptions();

    /** One open subscription by its id. */
    Optional<SubscriptionInfo> subscription(String id);

    /** Every notifier that is registered, the one that is preferred first. */
    List<NotifierInfo> notifiers();

    /** Counters and gauges by name, in the order of their names; counters start at zero with the service. */
    Map<String, Long> statistics();
}
