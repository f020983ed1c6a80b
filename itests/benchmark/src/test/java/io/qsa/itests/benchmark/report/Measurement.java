package io.qsa.itests.benchmark.report;

import java.time.Duration;

/** What all rounds have brought for one contestant and one workload. Confined to the benchmark. */
public final class Measurement {
    private final String contestant;
    private final Workload workload;
    private final Series cpuMicros = new Series();
    private final Series rate = new Series();
    private final Series loadMicros = new Series();

    Measurement(String contestant, Workload workload) {
        this.contestant = contestant;
        this.workload = workload;
    }

    void add(long operations, long nanos, Duration cpu, Duration load) {
        cpuMicros.add(cpu.toNanos() / 1000.0 / operations);
        rate.add(operations * 1e9 / nanos);
        loadMicros.add(load.toNanos() / 1000.0 / operations);
    }

    public String contestant() {
        return contestant;
    }

    public Workload workload() {
        return workload;
    }

    /** CPU microseconds of the measured process for each operation. */
    public Series cpuMicros() {
        return cpuMicros;
    }

    /** Operations per second by the clock. */
    public Series rate() {
        return rate;
    }

    /** CPU microseconds of the load for each operation. */
    public Series loadMicros() {
        return loadMicros;
    }
}
