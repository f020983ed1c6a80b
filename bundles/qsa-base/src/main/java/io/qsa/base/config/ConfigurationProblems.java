package io.qsa.base.config;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The present errors of configurations, in words for an operator: a service of each bundle that reads configurations.
 * Safe for any thread.
 */
@ConsumerType
@FunctionalInterface
public interface ConfigurationProblems {
    /**
     * One sentence for each problem, which names the PID or the file and the value in force instead; does not block.
     */
    List<String> problems();
}
