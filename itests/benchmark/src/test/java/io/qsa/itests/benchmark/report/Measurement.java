package io.qsa.itests.benchmark.report;

import java.time.Duration;

/** The results of all rounds for one contestant and one workload. Confined to the benchmark. */
public final class Measurement {
    private final String contestant;
    private final Workload workload;
    private final Series cpuMicros = new Series();
    private final Series compilerMicros = new Series();
    private final Series collectorMicros = new Series();
    private final Series rate = new Series();
    private final Series loadMicros = new Series();
    private final Series loadPercent = new Series();

    Measurement(String contestant, Workload workload) {
        this.contestant = contestant;
        this.workload = workload;
    }

    void add(long operations, long nanos, Cpu cpu, Duration load) {
        cpuMicros.add(micros(cpu.lasting(), operations));
        compilerMicros.add(micros(cpu.compiler(), operations));
        collectorMicros.add(micros(cpu.collector(), operations));
        rate.add(operations * 1e9 / nanos);
        loadMicros.add(micros(load, operations));
        loadPercent.add(100.0 * load.toNanos() / nanos);
    }

    private static double micros(Duration time, long operations) {
        return time.toNanos() / 1000.0 / operations;
    }

    public String contestant() {
        return contestant;
    }

    public Workload workload() {
        return workload;
    }

    /** CPU microseconds of the measured process for each operation, without those of its compiler. */
    public Series cpuMicros() {
        return cpuMicros;
    }

    /** The CPU microseconds of the compiler of a JVM, for each operation. */
    public Series compilerMicros() {
        return compilerMicros;
    }

    /** The CPU microseconds of the garbage collector of a JVM, for each operation. */
    public Series collectorMicros() {
        return collectorMicros;
    }

    /** Operations per second by the clock. */
    public Series rate() {
        return rate;
    }

    /** CPU microseconds of the load for each operation. */
    public Series loadMicros() {
        return loadMicros;
    }

    /** For how much of the time by the clock the one thread of the load was busy, in percent. */
    public Series loadPercent() {
        return loadPercent;
    }
}
