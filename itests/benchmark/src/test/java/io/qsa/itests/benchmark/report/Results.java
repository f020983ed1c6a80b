package io.qsa.itests.benchmark.report;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All measurements, in the order of their first appearance. Confined to the benchmark. */
public final class Results {
    private final Map<String, Measurement> measurements = new LinkedHashMap<>();
    private final Map<String, Double> bytes = new LinkedHashMap<>();

    /** Adds the result of one round. */
    public void add(String contestant, Workload workload, long operations, long nanos, Cpu cpu, Duration loadCpu) {
        measurements
                .computeIfAbsent(key(contestant, workload), key -> new Measurement(contestant, workload))
                .add(operations, nanos, cpu, loadCpu);
    }

    /** Adds the memory of this many live subscriptions. */
    public void addBytes(String contestant, long total, int subscriptions) {
        bytes.put(contestant, (double) total / subscriptions);
    }

    private static String key(String contestant, Workload workload) {
        return contestant + "/" + workload;
    }

    public Collection<Measurement> measurements() {
        return measurements.values();
    }

    public Optional<Measurement> of(String contestant, Workload workload) {
        return Optional.ofNullable(measurements.get(key(contestant, workload)));
    }

    /** CPU microseconds for each operation, without those of a compiler; not a number if that was not measured. */
    public double cpu(String contestant, Workload workload) {
        return of(contestant, workload).map(m -> m.cpuMicros().median()).orElse(Double.NaN);
    }

    /** The same of the round that was least disturbed by other load of the machine. */
    public double leastCpu(String contestant, Workload workload) {
        return of(contestant, workload).map(m -> m.cpuMicros().min()).orElse(Double.NaN);
    }

    /** Operations per second; not a number if that was not measured. */
    public double rate(String contestant, Workload workload) {
        return of(contestant, workload).map(m -> m.rate().median()).orElse(Double.NaN);
    }

    /** Bytes for each live subscription, by contestant. */
    public Map<String, Double> bytes() {
        return bytes;
    }
}
