package io.qsa.itests.benchmark.workload;

import io.qsa.itests.benchmark.report.Results;

/** Who is measured, with the load that belongs to it. */
public interface Contestant extends AutoCloseable {
    /** Does its share of one round, and tells what it took. */
    void round(Results results);

    /** Takes on the subscriptions that will be weighed when they are at rest; empty for who has none. */
    default void load() {}

    /** Tells what the subscriptions weigh, and ends them. */
    default void weigh(Results results) {}

    @Override
    void close();
}
