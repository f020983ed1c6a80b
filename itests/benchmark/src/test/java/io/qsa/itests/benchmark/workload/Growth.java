package io.qsa.itests.benchmark.workload;

import java.nio.file.Path;

import io.qsa.itests.benchmark.report.Curve;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.Heap;

/**
 * The cost of operations with a growing number of live subscriptions, all in one JVM of 2 GB. Immutable.
 *
 * @param live how many there were in the end
 */
public record Growth(Curve curve, int live) {
    public static final String NOTIFY = "NOTIFY";
    public static final String SET_UP = "set-up";
    private static final int FIRST = 1_000;
    /** So many more at once. */
    private static final int STEP = 100_000;

    private static final int WARM_UP = 10_000;
    private static final int NOTIFIES = 30_000;
    /** So many have a document, and get a new one again and again; all documents would not fit. */
    private static final int TOLD = 50_000;

    private static final int REPETITIONS = 3;

    /** Lets the subscriptions become so many, by powers of ten. */
    public static Growth measure(int most, Path directory) {
        Curve curve = new Curve();
        try (QsaSubscriber qsa = new QsaSubscriber("udp", Scale.NORMAL, directory, Heap.of("2g"))) {
            warmUp(qsa);
            for (int live = FIRST; live <= most; live *= 10) {
                Results results = new Results();
                fill(qsa, live, results);
                if (live > FIRST) {
                    curve.add(SET_UP, live, results.cpu(QsaSubscriber.UDP, Workload.SET_UP));
                }
                notify(qsa, live, results, curve);
            }
            return new Growth(curve, most);
        }
    }

    /** Has the path of set-up and NOTIFY compiled. */
    static void warmUp(QsaSubscriber qsa) {
        qsa.server().setTold(REPETITIONS * WARM_UP + TOLD);
        for (int i = 0; i < REPETITIONS; i++) {
            qsa.setUp(new Results(), "warm" + i + "x", WARM_UP);
            qsa.notify(new Results(), 2 * WARM_UP);
            qsa.unsubscribe(new Results(), WARM_UP);
        }
        qsa.server().setWithBody(false);
    }

    /** Adds subscriptions until there are so many. */
    static void fill(QsaSubscriber qsa, int live, Results results) {
        for (int there = qsa.server().live(); there < live; there = qsa.server().live()) {
            qsa.setUp(results, "n" + there + "x", Math.min(STEP, live - there));
        }
    }

    private static void notify(QsaSubscriber qsa, int live, Results results, Curve curve) {
        qsa.server().setWithBody(true);
        for (int i = 0; i < REPETITIONS; i++) {
            qsa.notify(results, NOTIFIES);
        }
        qsa.server().setWithBody(false);
        results.of(QsaSubscriber.UDP, Workload.NOTIFY).ifPresent(notify -> {
            curve.add(NOTIFY, live, notify.cpuMicros().median());
            curve.add("NOTIFY, of it GC", live, notify.collectorMicros().median());
        });
    }
}
