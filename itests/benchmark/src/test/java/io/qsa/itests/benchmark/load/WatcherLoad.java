package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.qsa.itests.benchmark.load.SipBytes.Field;

/** The load as many watchers and publishers of a presence server, a window of them at a time. */
public final class WatcherLoad extends LoadPeer {
    private static final byte[] BRANCH = "branch=z9hG4bKc".getBytes(StandardCharsets.US_ASCII);
    private static final long PATIENCE_NANOS = 500_000_000;

    private final List<ClientRequest> requests = new ArrayList<>();
    private final Burst burst = new Burst();
    private final List<Watcher> watchers = new ArrayList<>();
    private ClientRequest.Maker maker;
    private volatile int notified;
    private volatile int documents;
    private volatile int refused;
    private volatile int repeated;
    private volatile String entityTag = "";

    private WatcherLoad(UdpWire wire) {
        super("load-watchers", wire);
    }

    /** Watchers of the presence server at this port of loopback, over datagrams. */
    public static WatcherLoad udp(int port) throws IOException {
        UdpWire wire = new UdpWire();
        wire.connect(port);
        WatcherLoad load = new WatcherLoad(wire);
        load.start();
        return load;
    }

    /** How many NOTIFYs have been answered. */
    public int notified() {
        return notified;
    }

    /** How many NOTIFYs had a document. */
    public int documents() {
        return documents;
    }

    /** Publishes a document for each of so many presentities, whose names begin with a prefix. */
    public void publish(String prefix, int count, int window) {
        run(count, window, number -> ClientRequest.publish(wire, entity(prefix, number), number, ""));
    }

    /** Publishes a change of the last publication. */
    public void change(String prefix) {
        run(1, 1, number -> ClientRequest.publish(wire, entity(prefix, 0), number, entityTag));
    }

    /** Lets as many watch as many presentities, and waits until each has had its first NOTIFY. */
    public void watchEach(String prefix, int count, int window) {
        watch(count, window, number -> entity(prefix, number));
    }

    /** Lets many watch the first presentity, and waits until each has had its first NOTIFY. */
    public void watchOne(String prefix, int count, int window) {
        watch(count, window, number -> entity(prefix, 0));
    }

    private void watch(int count, int window, IntFunction<String> entity) {
        int before = notified;
        execute(watchers::clear);
        run(count, window, number -> {
            Watcher watcher = new Watcher(wire, entity.apply(number), number);
            watchers.add(watcher);
            return watcher.subscribe(number, 3600);
        });
        awaitNotified(before + count);
    }

    /** Ends all subscriptions, and waits until each has had its last NOTIFY. */
    public void unwatch(int window) {
        int before = notified;
        int count = watchers.size();
        run(count, window, number -> watchers.get(number).subscribe(number, 0));
        awaitNotified(before + count);
    }

    /** Waits until this many NOTIFYs have arrived since the start. */
    public void awaitNotified(int count) {
        await(count + " NOTIFYs have come", () -> notified >= count);
    }

    private static String entity(String prefix, int number) {
        return "sip:%s%07d@example.test".formatted(prefix, number);
    }

    private void run(int count, int window, ClientRequest.Maker newMaker) {
        int before = burst.finished();
        execute(() -> {
            requests.clear();
            maker = newMaker;
            burst.begin(count, window, 0, number -> 0);
        });
        await("all requests are answered", () -> burst.finished() > before);
    }

    @Override
    protected boolean isEager() {
        return burst.isEager();
    }

    @Override
    protected void proceed() throws IOException {
        for (int left = burst.allowance(System.nanoTime()); left > 0; left--) {
            burst.sent();
            ClientRequest request = maker.make(requests.size());
            requests.add(request);
            request.send(out, wire);
        }
    }

    @Override
    protected void onMessage() throws IOException {
        if (message.isAnswer()) {
            onAnswer();
        } else if (message.isRequest('N')) {
            onNotify();
        }
    }

    private void onAnswer() {
        int number = (int) message.numberAfter(Field.VIA, BRANCH);
        if (number < 0 || number >= requests.size() || message.status() < 200) {
            return;
        }
        ClientRequest request = requests.get(number);
        if (!request.finish(message.text(Field.CALL_ID), message.number(Field.CSEQ))) {
            return;
        }
        if (message.status() >= 300) {
            refused++;
        }
        if (message.has(Field.ENTITY_TAG)) {
            entityTag = message.text(Field.ENTITY_TAG);
        } else if (number < watchers.size()) {
            watchers.get(number).answered(message);
        }
        burst.answered();
    }

    private void onNotify() throws IOException {
        out.begin().text("SIP/2.0 200 OK\r\n");
        message.copy(Field.VIA, out);
        message.copy(Field.FROM, out);
        message.copy(Field.TO, out);
        message.copy(Field.CALL_ID, out);
        message.copy(Field.CSEQ, out);
        out.text("Content-Length: 0\r\n\r\n");
        wire.send(out.end());
        int number = (int) message.numberAfter(Field.TO, Watcher.TAG);
        if (number >= 0 && number < watchers.size() && watchers.get(number).isNew(message.number(Field.CSEQ))) {
            notified++;
            documents += message.has(Field.CONTENT_TYPE) ? 1 : 0;
        }
    }

    @Override
    protected void sweep() throws IOException {
        long now = System.nanoTime();
        for (ClientRequest request : requests) {
            if (request.isOverdue(now, PATIENCE_NANOS)) {
                repeated++;
                request.send(out, wire);
            }
        }
    }

    @Override
    public String toString() {
        return "%d NOTIFYs, %d with a document, %d requests refused, %d repeated, %s"
                .formatted(notified, documents, refused, repeated, burst);
    }
}
