package io.qsa.itests.benchmark;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.subject.Heap;
import io.qsa.itests.benchmark.workload.Contestant;
import io.qsa.itests.benchmark.workload.InternalBus;
import io.qsa.itests.benchmark.workload.JainSubscriber;
import io.qsa.itests.benchmark.workload.KamailioPua;
import io.qsa.itests.benchmark.workload.QsaSubscriber;
import io.qsa.itests.benchmark.workload.RawUdp;
import io.qsa.itests.benchmark.workload.Scale;
import io.qsa.itests.benchmark.workload.SipAgent;

/**
 * Runs all contestants, one after the other in each round, so that a disturbance of the machine affects all of them.
 * First the memory of their subscriptions is measured, then each warms up.
 */
final class Race implements AutoCloseable {
    private final List<Contestant> contestants = new ArrayList<>();

    /** All contestants. */
    static Results everybody(Scale scale, Path directory) {
        try (Race race = new Race()) {
            race.addFast(scale, directory);
            race.add(() -> new KamailioPua(scale, directory.resolve("pua")));
            race.add(() -> new JainSubscriber(scale, directory.resolve("jain")));
            race.add(() -> new QsaSubscriber("tcp", scale, directory.resolve("qsa-tcp"), Heap.of("1g")));
            race.add(() -> new QsaSubscriber("tls", scale, directory.resolve("qsa-tls"), Heap.of("1g")));
            race.add(() -> SipAgent.kamailio(scale, directory.resolve("presence")));
            return race.run(scale);
        }
    }

    /** QSA, and the references that are always available. */
    static Results guard(Scale scale, Path directory) {
        try (Race race = new Race()) {
            race.addFast(scale, directory);
            return race.run(scale);
        }
    }

    private void addFast(Scale scale, Path directory) {
        add(() -> new RawUdp(scale, directory.resolve("raw")));
        add(() -> new QsaSubscriber("udp", scale, directory.resolve("qsa-udp"), Heap.of("1g")));
        add(() -> SipAgent.ours(scale, directory.resolve("agent")));
        add(() -> InternalBus.ours(scale, directory.resolve("internal")));
        add(() -> InternalBus.eventAdmin(scale, directory.resolve("event-admin")));
    }

    private Results run(Scale scale) {
        Results results = new Results();
        weigh(scale, results);
        contestants.forEach(contestant -> warmUp(contestant, scale));
        for (int i = 0; i < scale.rounds(); i++) {
            contestants.forEach(contestant -> contestant.round(results));
        }
        return results;
    }

    /** A contestant with few operations in a round needs more rounds until its JVM has compiled the measured code. */
    private static void warmUp(Contestant contestant, Scale scale) {
        long end = System.nanoTime() + scale.warmUpSeconds() * 1_000_000_000L;
        for (int i = 0; i < scale.warmUps() || System.nanoTime() < end; i++) {
            contestant.round(new Results());
        }
    }

    private void add(Supplier<Contestant> contestant) {
        contestants.add(contestant.get());
    }

    private void weigh(Scale scale, Results results) {
        contestants.forEach(Contestant::load);
        long rest = scale.rest().toNanos();
        long end = System.nanoTime() + rest;
        for (long left = rest; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        contestants.forEach(contestant -> contestant.weigh(results));
    }

    /** Ends the newest first, and each also if another one fails to. */
    @Override
    public void close() {
        Deque<Contestant> open = new ArrayDeque<>();
        contestants.forEach(open::push);
        close(open);
    }

    private static void close(Deque<Contestant> open) {
        if (!open.isEmpty()) {
            try {
                open.pop().close();
            } finally {
                close(open);
            }
        }
    }
}
