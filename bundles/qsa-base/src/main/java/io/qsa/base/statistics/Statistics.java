package io.qsa.base.statistics;

import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a bundle has counted, and what it holds at this moment: a service with the property {@link #OWNER}, for whoever
 * shows it. Safe for any thread.
 */
@ConsumerType
@FunctionalInterface
public interface Statistics {
    /** Service property: whose they are, in one word, such as {@code broker}. */
    String OWNER = "qsa.statistics";

    /** A gauge: 1 while the present configuration is refused and an older one holds, else 0. */
    String CONFIGURATION_BAD = "configuration.bad";

    /** Counters and gauges by name. The names stay while the service does; the call does not block. */
    Map<String, Long> values();
}
