package io.qsa.itests.benchmark.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.qsa.itests.benchmark.load.ServerLoad;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.Heap;
import io.qsa.itests.benchmark.subject.JainSubject;
import io.qsa.itests.benchmark.subject.JvmSubject;
import io.qsa.itests.peer.FreePort;

/** A subscriber that lets JAIN-SIP do everything. */
public final class JainSubscriber implements Contestant {
    public static final String NAME = "jain-sip";

    /** Each subscription weighs so much that fewer are enough, and more would not fit. */
    private static final int SHARE = 4;

    private final Scale scale;
    private final ServerLoad load;
    private final JvmSubject subject;
    private final Meter meter;
    private int round;
    private long bytesBefore;

    public JainSubscriber(Scale scale, Path directory) {
        this.scale = scale;
        int port = FreePort.next();
        try {
            load = ServerLoad.udp(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        subject = JvmSubject.start(JainSubject.class, directory, Heap.of("2g"), "" + port, load.uri());
        meter = new Meter(NAME, subject);
    }

    @Override
    public void round(Results results) {
        int count = scale.subscriptions() / SHARE;
        String prefix = "r" + round++ + "x";
        int live = load.live() + count;
        meter.measure(results, Workload.SET_UP, count, load, () -> {
            subject.order("subscribe", prefix, count);
            load.await("all are live", () -> load.live() == live);
        });
        int notifies = scale.notifies() / SHARE;
        meter.measure(results, Workload.NOTIFY, notifies, load, () -> load.notifyAll(notifies, scale.window()));
    }

    @Override
    public void load() {
        bytesBefore = subject.bytesInUse();
        subject.order("subscribe", "weighed", scale.weighed() / SHARE);
    }

    @Override
    public void weigh(Results results) {
        results.addBytes(NAME, subject.bytesInUse() - bytesBefore, scale.weighed() / SHARE);
    }

    @Override
    public void close() {
        subject.close();
        load.close();
    }
}
