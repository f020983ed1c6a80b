package io.qsa.itests.benchmark.workload;

import java.time.Duration;

import io.qsa.itests.benchmark.load.LoadPeer;
import io.qsa.itests.benchmark.report.Cpu;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.Subject;

/** Measures one subject: elapsed time and CPU time of its process and of its load during an action. */
final class Meter {
    private final String name;
    private final Subject subject;

    Meter(String name, Subject subject) {
        this.name = name;
        this.subject = subject;
    }

    /** Does something that is so many operations, under a load. */
    void measure(Results results, Workload workload, long operations, LoadPeer load, Runnable work) {
        Duration loadBefore = load.cpu();
        Cpu before = subject.cpu();
        long begin = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - begin;
        Cpu cpu = subject.cpu().minus(before);
        results.add(name, workload, operations, nanos, cpu, load.cpu().minus(loadBefore));
    }

    /** Does something that needs no load from outside. */
    void measure(Results results, Workload workload, long operations, Runnable work) {
        Cpu before = subject.cpu();
        long begin = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - begin;
        results.add(name, workload, operations, nanos, subject.cpu().minus(before), Duration.ZERO);
    }
}
