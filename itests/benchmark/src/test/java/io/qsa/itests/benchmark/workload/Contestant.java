package io.qsa.itests.benchmark.workload;

import io.qsa.itests.benchmark.report.Results;

/** A measured system, with its load. */
public interface Contestant extends AutoCloseable {
    /** Runs its part of one round, and adds the results. */
    void round(Results results);

    /** Sets up the subscriptions whose memory is measured when they are at rest; empty for a contestant without any. */
    default void load() {}

    /** Adds the memory of the subscriptions, and ends them. */
    default void weigh(Results results) {}

    @Override
    void close();
}
