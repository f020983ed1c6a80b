package io.qsa.itests.benchmark.workload;

import java.nio.file.Path;

import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.Heap;

/**
 * The swaps of many live subscriptions, to the agent and back, at a configured rate. Immutable.
 *
 * @param subscriptions how many were swapped
 * @param movesPerSecond by the clock, in the faster direction
 * @param cpuRatio CPU of a swap in the more expensive direction, relative to a set-up and an unsubscribe in the same
 *     JVM
 */
public record BoundedSwap(int subscriptions, double movesPerSecond, double cpuRatio) {
    /** Moves per second that are configured. */
    public static final int RATE = 10_000;

    private static final int WARM_UPS = 3;
    private static final int WARM_UP = 10_000;

    /** Swaps so many. */
    public static BoundedSwap measure(int subscriptions, Path directory) {
        try (QsaSubscriber qsa = new QsaSubscriber("udp", Scale.NORMAL, directory, Heap.of("2g"))) {
            qsa.server().setWithBody(false);
            for (int i = 0; i < WARM_UPS; i++) {
                live(qsa, "warm" + i + "x", WARM_UP);
            }
            qsa.setMoveRate(RATE);
            Results results = live(qsa, "swapped", subscriptions);
            return new BoundedSwap(
                    subscriptions,
                    Math.max(
                            results.rate(QsaSubscriber.UDP, Workload.SWAP),
                            results.rate(QsaSubscriber.UDP, Workload.SWAP_BACK)),
                    Math.max(cpuRatio(results, Workload.SWAP), cpuRatio(results, Workload.SWAP_BACK)));
        }
    }

    /** CPU of a swap, relative to a set-up and an unsubscribe. */
    public static double cpuRatio(Results results, Workload way) {
        return results.cpu(QsaSubscriber.UDP, way)
                / (results.cpu(QsaSubscriber.UDP, Workload.SET_UP)
                        + results.cpu(QsaSubscriber.UDP, Workload.UNSUBSCRIBE));
    }

    private static Results live(QsaSubscriber qsa, String prefix, int count) {
        Results results = new Results();
        qsa.setUp(results, prefix, count);
        qsa.swap(results, count);
        qsa.unsubscribe(results, count);
        return results;
    }
}
