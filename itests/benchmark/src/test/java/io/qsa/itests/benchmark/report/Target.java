package io.qsa.itests.benchmark.report;

import java.util.List;
import java.util.stream.Stream;

import io.qsa.itests.benchmark.subject.Heap;
import io.qsa.itests.benchmark.workload.BoundedSwap;
import io.qsa.itests.benchmark.workload.Growth;
import io.qsa.itests.benchmark.workload.InternalBus;
import io.qsa.itests.benchmark.workload.KamailioPua;
import io.qsa.itests.benchmark.workload.Latency;
import io.qsa.itests.benchmark.workload.QsaSubscriber;
import io.qsa.itests.benchmark.workload.RawUdp;
import io.qsa.itests.benchmark.workload.SipAgent;

/** A figure that is wanted, as a ratio within one run, a size or a time. Immutable. */
public record Target(String what, double limit, boolean atMost, double measured) {
    private static final String QSA = QsaSubscriber.UDP;

    /** The targets of speed and size, with the measured values. */
    public static List<Target> of(Results results, Growth growth, Latency latency, BoundedSwap swap) {
        return Stream.of(race(results), growth(growth), List.of(latency(latency)), swap(swap))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Target> growth(Growth growth) {
        String live = "%,d live".formatted(growth.live());
        Curve curve = growth.curve();
        return List.of(
                atMost("NOTIFY with " + live + ", CPU of that with 1,000", 1.3, curve.growth(Growth.NOTIFY)),
                atMost("set-up with " + live + ", CPU of that with 10,000", 1.3, curve.growth(Growth.SET_UP)));
    }

    private static Target latency(Latency latency) {
        String what = "p99 from server to listener at %,d NOTIFY/s, %,d live in 2 GB, refreshes beside, %s, ms";
        return atMost(what.formatted(Latency.RATE, latency.live(), Heap.PAUSELESS_COLLECTOR), 10, latency.p99Millis());
    }

    private static List<Target> swap(BoundedSwap swap) {
        String many = "swap of %,d at move_rate %,d".formatted(swap.subscriptions(), BoundedSwap.RATE);
        return List.of(
                atMost(many + ", moves per second of it, the faster way", 1, swap.movesPerSecond() / BoundedSwap.RATE),
                atMost(many + ", CPU of set-up and unsubscribe, the dearer way", 1, swap.cpuRatio()));
    }

    private static List<Target> race(Results results) {
        return List.of(
                cpu(results, "set-up, CPU of Kamailio pua's", QSA, Workload.SET_UP, KamailioPua.NAME, 0.2),
                rate(results, "set-up, rate of Kamailio pua's", QSA, Workload.SET_UP, KamailioPua.NAME, 3),
                cpu(results, "NOTIFY, CPU of the raw answer's", QSA, Workload.NOTIFY, RawUdp.NAME, 2.5),
                cpu(results, "NOTIFY, CPU of Kamailio pua's", QSA, Workload.NOTIFY, KamailioPua.NAME, 0.15),
                rate(results, "NOTIFY, rate of Kamailio pua's", QSA, Workload.NOTIFY, KamailioPua.NAME, 4),
                atMost("bytes per live subscription", 800, results.bytes().getOrDefault(QSA, Double.NaN)),
                swap(results, Workload.SWAP),
                swap(results, Workload.SWAP_BACK),
                agentCpu(results, Workload.PUBLISH, 0.5),
                agentCpu(results, Workload.WATCH, 0.4),
                agentCpu(results, Workload.FAN_OUT, 0.35),
                agentRate(results, Workload.PUBLISH),
                agentRate(results, Workload.WATCH),
                agentRate(results, Workload.FAN_OUT),
                cpu(
                        results,
                        "internal delivery, CPU of EventAdmin's",
                        InternalBus.OURS,
                        Workload.INTERNAL,
                        InternalBus.EVENT_ADMIN,
                        1));
    }

    private static Target swap(Results results, Workload way) {
        String what = way.label() + ", CPU of set-up and unsubscribe";
        return atMost(what, 1, BoundedSwap.cpuRatio(results, way));
    }

    private static Target agentCpu(Results results, Workload workload, double limit) {
        String what = workload.label() + ", CPU of Kamailio's server's";
        return cpu(results, what, SipAgent.OURS, workload, SipAgent.KAMAILIO, limit);
    }

    private static Target agentRate(Results results, Workload workload) {
        String what = workload.label() + ", rate of Kamailio's server's";
        return rate(results, what, SipAgent.OURS, workload, SipAgent.KAMAILIO, 2);
    }

    private static Target cpu(
            Results results, String what, String ours, Workload workload, String other, double limit) {
        return atMost(what, limit, results.cpu(ours, workload) / results.cpu(other, workload));
    }

    private static Target rate(
            Results results, String what, String ours, Workload workload, String other, double limit) {
        return new Target(what, limit, false, results.rate(ours, workload) / results.rate(other, workload));
    }

    private static Target atMost(String what, double limit, double measured) {
        return new Target(what, limit, true, measured);
    }

    public boolean isMet() {
        return atMost ? measured <= limit : measured >= limit;
    }

    /** A row for each target. */
    public static String table(List<Target> targets) {
        StringBuilder text = new StringBuilder("| target | wanted | measured | met |\n|---|---|---|---|\n");
        for (Target target : targets) {
            text.append("| %s | %s %s | %.2f | %s |\n"
                    .formatted(
                            target.what,
                            target.atMost ? "at most" : "at least",
                            target.limit,
                            target.measured,
                            target.isMet() ? "yes" : "no"));
        }
        return text.toString();
    }
}
