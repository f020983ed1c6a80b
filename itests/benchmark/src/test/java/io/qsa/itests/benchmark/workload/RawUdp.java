package io.qsa.itests.benchmark.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.qsa.itests.benchmark.load.ServerLoad;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.Heap;
import io.qsa.itests.benchmark.subject.JvmSubject;
import io.qsa.itests.benchmark.subject.RawUdpSubject;
import io.qsa.itests.peer.FreePort;

/** The raw answer to a NOTIFY in Java: the limit of what can be achieved. */
public final class RawUdp implements Contestant {
    public static final String NAME = "raw udp";

    private static final int DIALOGS = 1000;
    /**
     * The factor of its operations to those of others: they cost little, and the operating system counts time in
     * hundredths of a second.
     */
    private static final int SHARE = 4;

    private final int notifies;
    private final int window;
    private final ServerLoad load;
    private final JvmSubject subject;
    private final Meter meter;

    public RawUdp(Scale scale, Path directory) {
        notifies = SHARE * scale.notifies();
        int port = FreePort.next();
        subject = JvmSubject.start(RawUdpSubject.class, directory, Heap.of("256m"), "" + port);
        try {
            load = ServerLoad.udp(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        load.invent(DIALOGS);
        window = scale.window();
        meter = new Meter(NAME, subject);
    }

    @Override
    public void round(Results results) {
        meter.measure(results, Workload.NOTIFY, notifies, load, () -> load.notifyAll(notifies, window));
    }

    @Override
    public void close() {
        subject.close();
        load.close();
    }
}
