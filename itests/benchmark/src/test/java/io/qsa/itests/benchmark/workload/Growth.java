package io.qsa.itests.benchmark.workload;

import java.nio.file.Path;

import io.qsa.itests.benchmark.report.Curve;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;

/** What operations cost when there are more and more live subscriptions, all in one JVM of 2 GB. */
public final class Growth {
    private static final int FIRST = 1_000;
    /** So many more at once. */
    private static final int STEP = 100_000;

    private static final int WARM_UP = 60_000;
    private static final int NOTIFIES = 30_000;
    /** So many have a document, and get a new one again and again; all documents would not fit. */
    private static final int TOLD = 50_000;

    private static final int REPETITIONS = 3;
    private static final int PACED_RATE = 10_000;
    private static final int PACED_SECONDS = 5;

    private Growth() {}

    /** Fills a curve up to so many subscriptions; what is to be said about the end of it. */
    public static String measure(Curve curve, int most, Path directory) {
        try (QsaSubscriber qsa = new QsaSubscriber("udp", Scale.NORMAL, directory, "2g")) {
            qsa.server().setTold(TOLD);
            qsa.setUp(new Results(), "warm", FIRST);
            qsa.notify(new Results(), WARM_UP);
            qsa.server().setWithBody(false);
            for (int live = FIRST; live <= most; live *= 10) {
                int size = live;
                Results results = new Results();
                for (int there = qsa.server().live();
                        there < live;
                        there = qsa.server().live()) {
                    qsa.setUp(results, "n" + there + "x", Math.min(STEP, live - there));
                }
                if (live > FIRST) {
                    curve.add("set-up", live, results.cpu(QsaSubscriber.UDP, Workload.SET_UP));
                }
                qsa.server().setWithBody(true);
                for (int i = 0; i < REPETITIONS; i++) {
                    qsa.notify(results, NOTIFIES);
                }
                qsa.server().setWithBody(false);
                curve.add("NOTIFY", live, results.cpu(QsaSubscriber.UDP, Workload.NOTIFY));
                results.of(QsaSubscriber.UDP, Workload.NOTIFY)
                        .ifPresent(notify -> curve.add(
                                "NOTIFY, of it GC",
                                size,
                                notify.collectorMicros().median()));
            }
            qsa.server().setWithBody(true);
            return "%,d live subscriptions in a heap of 2 GB, %,d NOTIFY/s: p99 from the server to the listener %.1f ms\n"
                    .formatted(most, PACED_RATE, qsa.latencyMicros(PACED_RATE, PACED_SECONDS) / 1000.0);
        }
    }
}
