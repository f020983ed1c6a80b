package io.qsa.itests.benchmark.workload;

import java.nio.file.Path;

import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.subject.Heap;

/**
 * How long a NOTIFY takes from the server to the listener with many live subscriptions in 2 GB, with the collector for
 * low latency. Immutable.
 *
 * @param live how many there were
 * @param p99Millis the 99th percentile at {@link #RATE}, under the refreshes of that many subscriptions
 */
public record Latency(int live, double p99Millis) {
    /** NOTIFYs per second. */
    public static final int RATE = 10_000;

    private static final int SECONDS = 5;

    public static Latency measure(int live, Path directory) {
        Heap heap = new Heap("2g", Heap.PAUSELESS_COLLECTOR);
        try (QsaSubscriber qsa = new QsaSubscriber("udp", Scale.NORMAL, directory, heap)) {
            Growth.warmUp(qsa);
            Growth.fill(qsa, live, new Results());
            qsa.server().setWithBody(true);
            return new Latency(live, qsa.latencyMicros(RATE, SECONDS) / 1000.0);
        }
    }
}
