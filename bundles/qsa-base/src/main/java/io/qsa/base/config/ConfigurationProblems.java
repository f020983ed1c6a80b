package io.qsa.base.config;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is wrong with configurations at this moment, in words for an operator: a service of each bundle that reads some.
 * Safe for any thread.
 */
@ConsumerType
@FunctionalInterface
public interface ConfigurationProblems {
    /** One sentence for each problem, which names the PID or the file and says what holds instead; does not block. */
    List<String> problems();
}
