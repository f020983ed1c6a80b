package io.qsa.itests.benchmark.workload;

/** How much of everything a run does. Immutable. */
public record Scale(
        int warmUps,
        int rounds,
        int subscriptions,
        int notifies,
        int publications,
        int fanOut,
        int internal,
        int weighed) {
    /** What the build can wait for. */
    public static final Scale GUARD = new Scale(3, 3, 3_000, 15_000, 3_000, 200, 5_000, 10_000);

    /** What fits into ten minutes. */
    public static final Scale NORMAL = new Scale(3, 5, 10_000, 40_000, 5_000, 1_000, 20_000, 30_000);

    /** What takes its time. */
    public static final Scale FULL = new Scale(3, 7, 20_000, 100_000, 10_000, 1_000, 100_000, 100_000);

    /** NOTIFYs or requests that wait for their answer at one moment. */
    int window() {
        return 100;
    }
}
