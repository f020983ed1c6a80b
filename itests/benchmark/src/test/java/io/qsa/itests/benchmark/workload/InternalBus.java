package io.qsa.itests.benchmark.workload;

import java.nio.file.Path;

import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.EventAdminSubject;
import io.qsa.itests.benchmark.subject.Heap;
import io.qsa.itests.benchmark.subject.JvmSubject;
import io.qsa.itests.benchmark.subject.QsaSubject;

/** One change delivered to many inside one JVM, by our agent or by EventAdmin: workload (f). */
public final class InternalBus implements Contestant {
    public static final String OURS = "qsa internal";
    public static final String EVENT_ADMIN = "EventAdmin";

    private static final String ENTITY = "sip:alice@example.test";
    private static final int CHANGES = 10;

    private final Scale scale;
    private final JvmSubject subject;
    private final Meter meter;
    private final Object[] publish;

    private InternalBus(String name, Scale scale, JvmSubject subject, Object... publish) {
        this.scale = scale;
        this.subject = subject;
        this.publish = publish;
        meter = new Meter(name, subject);
    }

    /** The presence agent with many subscriptions of one application to one presentity. */
    public static InternalBus ours(Scale scale, Path directory) {
        JvmSubject subject = JvmSubject.start(
                QsaSubject.class,
                directory,
                Heap.of("512m"),
                "io.qsa.sip",
                "listen",
                "udp:127.0.0.1:0",
                "io.qsa.pa",
                "accept_internal_subscriptions",
                "true");
        subject.order("watch", ENTITY, scale.internal());
        return new InternalBus(OURS, scale, subject, "publish", ENTITY, CHANGES);
    }

    /** EventAdmin with many handlers of one topic. */
    public static InternalBus eventAdmin(Scale scale, Path directory) {
        JvmSubject subject = JvmSubject.start(EventAdminSubject.class, directory, Heap.of("512m"));
        subject.order("handlers", scale.internal());
        return new InternalBus(EVENT_ADMIN, scale, subject, "publish", CHANGES);
    }

    @Override
    public void round(Results results) {
        long deliveries = (long) scale.internal() * CHANGES;
        meter.measure(results, Workload.INTERNAL, deliveries, () -> subject.order(publish));
    }

    @Override
    public void close() {
        subject.close();
    }
}
