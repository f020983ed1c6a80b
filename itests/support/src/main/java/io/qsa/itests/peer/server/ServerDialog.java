package io.qsa.itests.peer.server;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.qsa.itests.peer.Pidf;

/**
 * One subscription at the presence server (RFC 6665 section 4.2). Confined to the thread of its loop.
 *
 * <p>At most one NOTIFY is on its way, so that states cannot overtake each other; later changes are sent after its
 * answer. It is retransmitted as in RFC 3261 section 17.1.2.
 */
final class ServerDialog {
    /** How a subscription ends whose subscriber has ended it. */
    static final String ENDED = "ended";

    private static final long T1 = 500;
    private static final long T2 = 4000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(32);

    private final PresenceServer server;
    private final String record;
    private final String callId;
    private final String tag;
    private final String watcher;
    private final String notifier;
    private final long born = System.nanoTime();
    private String target;
    private UdpLoop.Path path;
    private int subscribeCseq;
    private String lastAnswer;
    private long endsAt;

    private int notifyCseq;
    /** The CSeq number of the NOTIFY that has no answer yet; 0 if there is none. Read by any thread. */
    private volatile int open;

    private int told;
    private boolean ending;
    private boolean ended;

    ServerDialog(PresenceServer server, Message subscribe, String tag) {
        this.server = server;
        this.record = subscribe.requestUri();
        this.callId = subscribe.callId();
        this.tag = tag;
        this.watcher = subscribe.header("from");
        this.notifier = subscribe.header("to") + ";tag=" + tag;
    }

    String record() {
        return record;
    }

    String callId() {
        return callId;
    }

    String watcher() {
        return watcher;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - born);
    }

    /** A SUBSCRIBE after the end: the last one again, or one that has no subscription any more. */
    void onLateSubscribe(Message subscribe, UdpLoop.Path from) {
        if (subscribe.cseq() == subscribeCseq) {
            server.loop().send(from, lastAnswer);
        } else {
            server.refuse(subscribe, from);
        }
    }

    void onSubscribe(Message subscribe, UdpLoop.Path from) {
        if (subscribe.cseq() == subscribeCseq) {
            server.loop().send(from, lastAnswer);
            return;
        }
        if (subscribe.cseq() < subscribeCseq) {
            // A copy that was overtaken (RFC 3261 section 12.2.2).
            server.loop().send(from, subscribe.answer("500 Out of Order", tag, ""));
            return;
        }
        subscribeCseq = subscribe.cseq();
        path = from;
        target = subscribe.contact();
        int granted = server.granted(subscribe.expires());
        endsAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(granted);
        ending = granted == 0;
        if (lastAnswer != null) {
            server.traffic().count(ending ? "unsubscribes" : "refreshes");
        }
        lastAnswer =
                subscribe.answer("200 OK", tag, "Contact: <sip:" + path.host() + ">\r\nExpires: " + granted + "\r\n");
        // Either may be sent first (RFC 6665 section 4.2.1.2).
        if (callId.hashCode() % 2 == 0) {
            server.loop().send(path, lastAnswer);
            sendNotify();
        } else {
            sendNotify();
            server.loop().send(path, lastAnswer);
        }
    }

    void onChange() {
        if (open == 0 && !ending) {
            sendNotify();
        }
    }

    /** An answer to a NOTIFY has arrived. */
    void onAnswer(Message answer) {
        if (answer.cseq() != open || answer.status() < 200) {
            return;
        }
        open = 0;
        if (answer.status() != 200) {
            end("notify answered " + answer.status());
        } else if (ending) {
            end(ENDED);
        } else if (told != server.version(record)) {
            sendNotify();
        }
    }

    boolean isUnanswered() {
        return open != 0;
    }

    boolean isExpired() {
        return System.nanoTime() > endsAt && !ending;
    }

    void end(String how) {
        if (!ended) {
            ended = true;
            server.ended(this, how);
        }
    }

    private void sendNotify() {
        told = server.version(record);
        open = ++notifyCseq;
        boolean silent = ending || server.isStranger(watcher);
        String body = silent ? "" : Pidf.open(record, "v" + told);
        String state = ending
                ? "terminated;reason=timeout"
                : (silent ? "pending" : "active") + ";expires="
                        + TimeUnit.NANOSECONDS.toSeconds(endsAt - System.nanoTime());
        String notify = "NOTIFY " + target + " SIP/2.0\r\nVia: SIP/2.0/UDP " + path.host() + ";branch=z9hG4bK" + tag
                + open + "\r\nMax-Forwards: 70\r\nFrom: " + notifier + "\r\nTo: " + watcher + "\r\nCall-ID: " + callId
                + "\r\nCSeq: " + open + " NOTIFY\r\nContact: <sip:" + path.host() + ">\r\nEvent: presence\r\n"
                + "Subscription-State: " + state + "\r\n"
                + (silent ? "" : "Content-Type: " + Pidf.TYPE + "\r\n")
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        server.traffic().count("notifies");
        transmit(notify, open, T1, System.nanoTime() + PATIENCE);
    }

    private void transmit(String notify, int cseq, long interval, long deadline) {
        if (cseq != open || ended) {
            return;
        }
        if (System.nanoTime() > deadline) {
            end("notify unanswered");
            return;
        }
        server.loop().send(path, notify);
        server.loop().schedule(interval, () -> transmit(notify, cseq, Math.min(2 * interval, T2), deadline));
    }
}
