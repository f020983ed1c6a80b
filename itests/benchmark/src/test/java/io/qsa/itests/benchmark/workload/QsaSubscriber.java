package io.qsa.itests.benchmark.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.qsa.itests.benchmark.load.ServerLoad;
import io.qsa.itests.benchmark.report.Results;
import io.qsa.itests.benchmark.report.Workload;
import io.qsa.itests.benchmark.subject.Heap;
import io.qsa.itests.benchmark.subject.JvmSubject;
import io.qsa.itests.benchmark.subject.QsaSubject;
import io.qsa.itests.peer.FreePort;
import io.qsa.itests.peer.SelfSignedCertificate;

/** QSA with presence_b2b over one transport, against a presence server: workloads (a) to (e). */
public final class QsaSubscriber implements Contestant {
    public static final String UDP = "qsa udp";

    private static final String BROKER = "io.qsa.broker";
    private static final String MOVE_RATE = "move_rate";
    /** The expiry of subscriptions to be refreshed: long enough to send it to all of them first. */
    private static final int SHORTENED_SECONDS = 30;

    private static final int REFRESH_LEAD_SECONDS = 28;

    private final String name;
    private final Scale scale;
    private final ServerLoad load;
    private final JvmSubject subject;
    private final Meter meter;
    private int round;
    private long bytesBefore;

    /** @param transport udp, tcp or tls */
    public QsaSubscriber(String transport, Scale scale, Path directory, Heap heap) {
        this.name = "qsa " + transport;
        this.scale = scale;
        int port = FreePort.next();
        SelfSignedCertificate certificate =
                SelfSignedCertificate.make(directory.resolve("certificate"), "IP:127.0.0.1");
        try {
            load = switch (transport) {
                case "udp" -> ServerLoad.udp(port);
                case "tcp" -> ServerLoad.tcp();
                case "tls" -> ServerLoad.tls(certificate.context());
                default -> throw new IllegalArgumentException("no transport " + transport);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String trusted = certificate.certificate().toString();
        subject = JvmSubject.start(
                QsaSubject.class,
                directory,
                heap,
                configuration(transport + ":127.0.0.1:" + port, scale, trusted, load.uri()));
        meter = new Meter(name, subject);
    }

    private static String[] configuration(String listen, Scale scale, String trusted, String proxy) {
        String sip = "io.qsa.sip";
        String b2b = "io.qsa.presence_b2b";
        return new String[] {
            sip,
            "listen",
            listen,
            sip,
            "t1",
            "" + scale.t1Millis(),
            sip,
            "tls_ca_list",
            trusted,
            b2b,
            "presence_outbound_proxy",
            proxy,
            b2b,
            "resubscribe_delta",
            "" + REFRESH_LEAD_SECONDS,
            b2b,
            "min_resubscribe_time",
            "1",
            BROKER,
            "notifier.target",
            "(qsa.notifier=presence_b2b)",
            BROKER,
            MOVE_RATE,
            "100000",
            "io.qsa.pa",
            "auth",
            "none",
            "io.qsa.pa",
            "accept_internal_subscriptions",
            "true"
        };
    }

    ServerLoad server() {
        return load;
    }

    /** Bounds the moves in a second. */
    void setMoveRate(int rate) {
        subject.order("config", BROKER, MOVE_RATE, rate);
    }

    /**
     * The 99th percentile of the time from the server to the listener at a rate of NOTIFYs, under as many refreshes as
     * with evenly spread expiries.
     */
    long latencyMicros(int rate, int seconds) {
        int oneOf = (int) ((long) rate * ServerLoad.GRANTED / load.live());
        subject.order("latency");
        long heard = subject.number("heard");
        load.notifyPaced(rate * seconds, rate, Math.max(1, oneOf), SHORTENED_SECONDS);
        subject.order("await", heard + (long) rate * seconds);
        return subject.number("latency");
    }

    @Override
    public void round(Results results) {
        int count = scale.subscriptions();
        String prefix = "r" + round++ + "x";
        setUp(results, prefix, count);
        notify(results, scale.notifies());
        refresh(results, count);
        swap(results, count);
        unsubscribe(results, count);
    }

    /** Subscribes so many times more; done when the last one is ACTIVE for the application. */
    public void setUp(Results results, String prefix, int count) {
        int live = load.live() + count;
        meter.measure(results, Workload.SET_UP, count, load, () -> {
            subject.order("subscribe", prefix, count);
            load.await("all are live", () -> load.live() == live);
        });
    }

    /** Sends NOTIFYs; done when the application has read the last document. */
    public void notify(Results results, int count) {
        long heard = subject.number("heard");
        meter.measure(results, Workload.NOTIFY, count, load, () -> {
            load.notifyAll(count, scale.window());
            subject.order("await", heard + count);
        });
    }

    private void refresh(Results results, int count) {
        int refreshed = load.refreshed();
        load.shorten(SHORTENED_SECONDS);
        meter.measure(
                results,
                Workload.REFRESH,
                count,
                load,
                () -> load.await("all are refreshed", () -> load.refreshed() >= refreshed + count));
    }

    /** To the agent and back. */
    public void swap(Results results, int count) {
        int ended = load.ended();
        int live = load.live();
        meter.measure(results, Workload.SWAP, count, load, () -> {
            subject.order("config", BROKER, "notifier.target", "(qsa.notifier=pa)");
            subject.order("await-notifier", "pa");
            load.await("all dialogs have ended", () -> load.ended() >= ended + count);
        });
        meter.measure(results, Workload.SWAP_BACK, count, load, () -> {
            subject.order("config", BROKER, "notifier.target", "(qsa.notifier=presence_b2b)");
            subject.order("await-notifier", "presence_b2b");
            load.await("all are live again", () -> load.live() == live);
        });
    }

    /** Closes all, so many; done when the last dialog has ended. */
    public void unsubscribe(Results results, int count) {
        int ended = load.ended();
        meter.measure(results, Workload.UNSUBSCRIBE, count, load, () -> {
            subject.order("close");
            load.await("all dialogs have ended", () -> load.ended() >= ended + count);
        });
    }

    @Override
    public void load() {
        bytesBefore = subject.bytesInUse();
        load.setWithBody(false);
        subject.order("subscribe", "weighed", scale.weighed());
        load.await("all are live", () -> load.live() == scale.weighed());
        load.setWithBody(true);
    }

    @Override
    public void weigh(Results results) {
        results.addBytes(name, subject.bytesInUse() - bytesBefore, scale.weighed());
        subject.order("close");
        load.await("all dialogs have ended", () -> load.live() == 0);
    }

    @Override
    public void close() {
        subject.close();
        load.close();
    }
}
