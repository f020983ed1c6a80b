package io.qsa.itests.peer.server;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import io.qsa.itests.peer.FreePort;

/**
 * A presence server over UDP on several addresses of loopback, each of which is a domain. It has one number for each
 * record, its version, accepts every subscription and sends the version at once and on every change, except to
 * strangers, who stay pending. It counts what it receives, without any code of the product. Safe for any thread.
 */
public final class PresenceServer implements AutoCloseable {
    /** The prefix of the addresses of unauthorised subscribers. */
    public static final String STRANGER = "sip:stranger";

    private static final int ATTEMPTS = 20;
    private static final long SWEEP_MILLIS = 1000;
    private static final int PORTION = 50;
    private static final long PORTION_MILLIS = 10;
    /** How long an answer may have to be repeated (RFC 3261 section 17.2.2, Timer J). */
    private static final long MEMORY_MILLIS = 32_000;

    private final int port;
    private final UdpLoop loop;
    private final Traffic traffic = new Traffic();
    private final Map<String, Integer> versions = new ConcurrentHashMap<>();
    /** Written by the thread of the loop alone. */
    private final Map<String, ServerDialog> dialogs = new ConcurrentHashMap<>();
    /** Confined to the thread of the loop. */
    private final Map<String, Set<ServerDialog>> byRecord = new HashMap<>();

    /**
     * Ended dialogs that may receive retransmissions, since an answer may be lost. Confined to the thread of the loop.
     */
    private final Map<String, ServerDialog> past = new HashMap<>();

    private BiConsumer<String, Duration> onLoss = (how, age) -> {};
    /** SUBSCRIBEs by Call-ID, without their copies, while it hesitates. Written by the thread of the loop alone. */
    private final Map<String, Runnable> kept = new ConcurrentHashMap<>();

    private volatile boolean hesitating;
    private volatile int maxExpires = Integer.MAX_VALUE;
    private int tags;

    private PresenceServer(List<String> hosts, int port) throws IOException {
        this.port = port;
        loop = new UdpLoop(hosts, port, this::receive);
    }

    /** Starts a server on this port of these addresses, in place of one that has been closed, without its data. */
    public static PresenceServer startAt(List<String> hosts, int port) throws IOException {
        PresenceServer server = new PresenceServer(hosts, port);
        server.begin();
        return server;
    }

    /** Starts a server on a free port of these addresses. */
    public static PresenceServer start(List<String> hosts) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                PresenceServer server = new PresenceServer(hosts, FreePort.next());
                server.begin();
                return server;
            } catch (BindException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private void begin() {
        loop.start();
        loop.execute(this::sweep);
    }

    /** From now on it grants no more than so many seconds. */
    public void grant(int seconds) {
        maxExpires = seconds;
    }

    int granted(int asked) {
        return Math.min(asked, maxExpires);
    }

    public int port() {
        return port;
    }

    /** Sets the state of a record and notifies its watchers. */
    public void put(String record, int version) {
        versions.put(record, version);
        loop.execute(() -> byRecord.getOrDefault(record, Set.of()).forEach(ServerDialog::onChange));
    }

    /** From now on it does not answer SUBSCRIBEs until {@link #answerAll}. */
    public void hesitate() {
        hesitating = true;
    }

    /** Answers all held SUBSCRIBEs, and later ones at once. */
    public void answerAll() {
        hesitating = false;
        loop.execute(this::answerSome);
    }

    /** As many at a time as fit into the buffer of a socket. */
    private void answerSome() {
        List<String> some = kept.keySet().stream().limit(PORTION).toList();
        some.forEach(callId -> kept.remove(callId).run());
        if (!kept.isEmpty()) {
            loop.schedule(PORTION_MILLIS, this::answerSome);
        }
    }

    /** How many SUBSCRIBEs it keeps. */
    public int kept() {
        return kept.size();
    }

    /** From now on this share of all datagrams is lost, and repeated as SIP has it. */
    public void lose(double share) {
        loop.lose(share);
    }

    /** Sets a listener for subscriptions that end without their subscriber: with the cause and the duration. */
    public void onLoss(BiConsumer<String, Duration> listener) {
        loop.execute(() -> onLoss = listener);
    }

    /** How many subscriptions there are. */
    public int dialogs() {
        return dialogs.size();
    }

    /** How many NOTIFYs have no answer yet. */
    public int unanswered() {
        return (int)
                dialogs.values().stream().filter(ServerDialog::isUnanswered).count();
    }

    /** Subscriber and record, one line for each subscription. */
    public List<String> describeDialogs() {
        return dialogs.values().stream()
                .map(dialog -> dialog.watcher() + " -> " + dialog.record() + " " + dialog.callId())
                .toList();
    }

    public Traffic traffic() {
        return traffic;
    }

    UdpLoop loop() {
        return loop;
    }

    int version(String record) {
        return versions.getOrDefault(record, 0);
    }

    boolean isStranger(String watcher) {
        return watcher.contains(STRANGER);
    }

    void ended(ServerDialog dialog, String how) {
        traffic.count(how);
        if (!how.equals(ServerDialog.ENDED)) {
            onLoss.accept(how + ", " + dialog.record() + " for " + dialog.watcher(), dialog.age());
        }
        dialogs.remove(dialog.callId());
        byRecord.get(dialog.record()).remove(dialog);
        past.put(dialog.callId(), dialog);
        loop.schedule(MEMORY_MILLIS, () -> past.remove(dialog.callId()));
    }

    private void receive(Message message, UdpLoop.Path path) {
        ServerDialog dialog = dialogs.get(message.callId());
        if (message.isAnswer()) {
            if (dialog != null) {
                dialog.onAnswer(message);
            }
        } else if (message.method().equals("SUBSCRIBE") && hesitating) {
            kept.putIfAbsent(message.callId(), () -> subscribe(message, path, dialogs.get(message.callId())));
        } else if (message.method().equals("SUBSCRIBE")) {
            subscribe(message, path, dialog);
        } else {
            traffic.count("other requests");
            loop.send(path, message.answer("405 Method Not Allowed", "none", "Allow: SUBSCRIBE\r\n"));
        }
    }

    private void subscribe(Message message, UdpLoop.Path path, ServerDialog known) {
        traffic.asked();
        if (known != null) {
            known.onSubscribe(message, path);
        } else if (past.containsKey(message.callId())) {
            past.get(message.callId()).onLateSubscribe(message, path);
        } else if (message.hasToTag()) {
            refuse(message, path);
        } else {
            open(message).onSubscribe(message, path);
        }
    }

    void refuse(Message message, UdpLoop.Path path) {
        traffic.count("subscribes outside of a dialog");
        loop.send(path, message.answer("481 Subscription Does Not Exist", "none", ""));
    }

    private ServerDialog open(Message message) {
        traffic.subscribed();
        ServerDialog dialog = new ServerDialog(this, message, "s" + ++tags + "x");
        dialogs.put(dialog.callId(), dialog);
        byRecord.computeIfAbsent(dialog.record(), record -> ConcurrentHashMap.newKeySet())
                .add(dialog);
        return dialog;
    }

    private void sweep() {
        dialogs.values().stream().filter(ServerDialog::isExpired).toList().forEach(dialog -> dialog.end("expired"));
        loop.schedule(SWEEP_MILLIS, this::sweep);
    }

    /** Ends it as a crash does: without NOTIFYs, and without keeping data. */
    @Override
    public void close() throws IOException {
        loop.close();
        dialogs.clear();
        byRecord.clear();
        past.clear();
    }
}
