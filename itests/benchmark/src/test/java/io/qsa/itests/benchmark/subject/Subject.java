package io.qsa.itests.benchmark.subject;

import io.qsa.itests.benchmark.report.Cpu;

/** A process that is measured. */
public interface Subject extends AutoCloseable {
    /** The CPU time that it has used since its start. */
    Cpu cpu();

    /** How many bytes it holds that are in use. */
    long bytesInUse();

    @Override
    void close();
}
