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

    /** A gauge: 1 while a value of the present configuration is refused, otherwise 0. */
    String CONFIGURATION_BAD = "configuration.bad";

    /** A counter: how many tasks of timers and control threads have failed, which are bugs; see the log. */
    String TASKS_FAILED = "tasks.failed";

    /** Counters and gauges by name. The names do not change while the service is registered; the call does not block. */
    Map<String, Long> values();

    /**
     * Present troubles for an operator: one line with start and cause, by the part concerned, such as {@code store}.
     * Empty if there are none; the call does not block.
     */
    default Map<String, String> troubles() {
        return Map.of();
    }
}
