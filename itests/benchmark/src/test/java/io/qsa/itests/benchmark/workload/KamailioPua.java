package io.qsa.itests.benchmark.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

import io.qsa.itests.benchmark.load.ServerLoad;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.KamailioSubject;
import io.qsa.itests.peer.FreePort;

/** Kamailio as a subscriber: set up by RPC, it answers NOTIFYs and does not read them. */
public final class KamailioPua implements Contestant {
    public static final String NAME = "kamailio pua";

    private final Scale scale;
    private final ServerLoad load;
    private final KamailioSubject subject;
    private final Meter meter;
    private final int port = FreePort.next();
    private int round;
    private long bytesBefore;

    public KamailioPua(Scale scale, Path directory) {
        this.scale = scale;
        try {
            load = ServerLoad.udp(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        subject = KamailioSubject.subscriber(directory, port);
        meter = new Meter(NAME, subject);
    }

    @Override
    public void round(Results results) {
        int count = scale.subscriptions();
        String prefix = "r" + round++ + "x";
        meter.measure(results, Workload.SET_UP, count, load, () -> subscribe(prefix, count));
        meter.measure(
                results,
                Workload.NOTIFY,
                scale.notifies(),
                load,
                () -> load.notifyAll(scale.notifies(), scale.window()));
        load.forget();
    }

    private void subscribe(String prefix, int count) {
        int before = load.live();
        for (int i = 0; i < count; i++) {
            while (i - (load.live() - before) >= scale.window()) {
                LockSupport.parkNanos(50_000);
            }
            subject.subscribe(
                    "sip:%s%07d@%s".formatted(prefix, i, load.address()),
                    "sip:watcher%d@127.0.0.1:%d".formatted(i, port));
        }
        load.await("all are live", () -> load.live() == before + count);
    }

    @Override
    public void load() {
        bytesBefore = subject.bytesInUse();
        subscribe("weighed", scale.weighed());
    }

    @Override
    public void weigh(Results results) {
        results.addBytes(NAME, subject.bytesInUse() - bytesBefore, scale.weighed());
        load.forget();
    }

    @Override
    public void close() {
        subject.close();
        load.close();
    }
}
