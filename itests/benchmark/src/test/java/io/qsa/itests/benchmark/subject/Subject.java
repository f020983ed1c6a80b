package io.qsa.itests.benchmark.subject;

import java.time.Duration;

/** A process that is measured. */
public interface Subject extends AutoCloseable {
    /** The CPU time that it has taken since it began. */
    Duration cpu();

    /** How many bytes it holds that are in use. */
    long bytesInUse();

    @Override
    void close();
}
