package io.qsa.itests.benchmark.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.qsa.itests.benchmark.load.WatcherLoad;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.Heap;
import io.qsa.itests.benchmark.subject.JvmSubject;
import io.qsa.itests.benchmark.subject.KamailioSubject;
import io.qsa.itests.benchmark.subject.QsaSubject;
import io.qsa.itests.benchmark.subject.Subject;
import io.qsa.itests.peer.FreePort;

/** A presence server, ours or Kamailio's, against watchers and publishers. */
public final class SipAgent implements Contestant {
    public static final String OURS = "qsa pa";
    public static final String KAMAILIO = "kamailio presence";

    private final String name;
    private final Scale scale;
    private final Subject subject;
    private final WatcherLoad load;
    private final Meter meter;
    private int round;
    private long bytesBefore;

    private SipAgent(String name, Scale scale, Subject subject, int port) {
        this.name = name;
        this.scale = scale;
        this.subject = subject;
        try {
            load = WatcherLoad.udp(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        meter = new Meter(name, subject);
    }

    /** Our presence agent with its SIP interface. */
    public static SipAgent ours(Scale scale, Path directory) {
        int port = FreePort.next();
        JvmSubject subject = JvmSubject.start(
                QsaSubject.class,
                directory,
                Heap.of("1g"),
                "io.qsa.sip",
                "listen",
                "udp:127.0.0.1:" + port,
                "io.qsa.sip",
                "t1",
                "" + scale.t1Millis(),
                "io.qsa.pa",
                "auth",
                "none",
                "io.qsa.pa",
                "notify_interval",
                "0");
        return new SipAgent(OURS, scale, subject, port);
    }

    /** Kamailio's presence server. */
    public static SipAgent kamailio(Scale scale, Path directory) {
        int port = FreePort.next();
        return new SipAgent(KAMAILIO, scale, KamailioSubject.presenceServer(directory, port), port);
    }

    @Override
    public void round(Results results) {
        int count = scale.publications();
        int window = scale.window();
        String prefix = "r" + round++ + "x";
        meter.measure(results, Workload.PUBLISH, count, load, () -> load.publish(prefix, count, window));
        int documents = load.documents();
        meter.measure(results, Workload.WATCH, count, load, () -> load.watchEach(prefix, count, window));
        if (load.documents() != documents + count) {
            throw new IllegalStateException(name + " told its watchers nothing: " + load);
        }
        load.unwatch(window);
        fanOut(results, "f" + prefix);
    }

    private void fanOut(Results results, String prefix) {
        int watchers = scale.fanOut();
        int changes = Math.max(2, scale.publications() / watchers);
        load.publish(prefix, 1, 1);
        load.watchOne(prefix, watchers, scale.window());
        meter.measure(results, Workload.FAN_OUT, (long) watchers * changes, load, () -> {
            for (int i = 0; i < changes; i++) {
                int before = load.notified();
                load.change(prefix);
                load.awaitNotified(before + watchers);
            }
        });
        load.unwatch(scale.window());
    }

    @Override
    public void load() {
        bytesBefore = subject.bytesInUse();
        load.watchEach("weighed", scale.weighed(), scale.window());
    }

    @Override
    public void weigh(Results results) {
        results.addBytes(name, subject.bytesInUse() - bytesBefore, scale.weighed());
        load.unwatch(scale.window());
    }

    @Override
    public void close() {
        subject.close();
        load.close();
    }
}
