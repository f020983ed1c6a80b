package io.qsa.base.statistics;

import java.util.Map;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The counters and gauges of one bundle, as a service with the property {@link #OWNER}. Safe for any thread.
 */
@ConsumerType
@FunctionalInterface
public interface Statistics {
    /** Service property: the owner of the numbers, in one word, such as {@code broker}. */
    String OWNER = "qsa.statistics";

    /** A gauge: 1 while something of the present configuration is refused and another value holds, else 0. */
    String CONFIGURATION_BAD = "configuration.bad";

    /** A counter: how many tasks of timers and control threads have failed, which are bugs; the log tells which. */
    String TASKS_FAILED = "tasks.failed";

    /** Counters and gauges by name. The names do not change while the service is registered; the call does not block. */
    Map<String, Long> values();

    /**
     * What somebody should look at now: since when and why, in one line, by what it is about, such as {@code store}. Empty
     * as long as all is well; the call does not block.
     */
    default Map<String, String> troubles() {
        return Map.of();
    }
}
