package io.qsa.presence.b2b.walk;

import java.util.OptionalLong;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.sip.SipRequest;

/**
 * One dialog from the view of the server, from its first SUBSCRIBE on, and the state that the client must have of it.
 * It is derived from messages alone.
 */
final class ServerDialog {
    private static final long TIMER_N = 32_000;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long FAILOVER = 60_000;

    private final WatchedSubscription subscription;
    private Peer peer;
    private final long begunAt;
    private long sentAt;
    private long lastSentAt;
    private long cseq;
    private boolean accepted;
    private boolean notified;
    private boolean refused;
    private boolean ended;
    private boolean over;
    private boolean cut;
    /** The end of the granted time, as RFC 6665 sections 3.1.1 and 4.1.3 reckon it. */
    private long until = NEVER;

    private long asked;
    private boolean toldByNotify;
    private SipRequest lastNotify;
    private boolean lastRefused;

    ServerDialog(WatchedSubscription subscription, long now) {
        begunAt = now;
        this.subscription = subscription;
    }

    WatchedSubscription subscription() {
        return subscription;
    }

    /** A SUBSCRIBE has left the client. */
    void asked(Sent sent, long now) {
        SipRequest request = sent.request();
        long expires = Long.parseLong(sent.expires());
        Rule.keep(request.cseq() > cseq, "CSeq does not grow", this);
        Rule.keep(!over || expires == 0, "asked in a dialog that is over", this);
        Rule.keep(!ended || expires == 0, "asked after Expires: 0", this);
        Rule.keep(subscription.isOpen() || expires == 0, "asked after the end", this);
        cseq = request.cseq();
        lastSentAt = now;
        if (request.to().tag().isPresent()) {
            Rule.keep(
                    peer != null
                            && request.to().tag().get().equals(peer.dialog().localTag()),
                    "wrong tag",
                    this);
        } else {
            peer = null;
            sentAt = now;
            accepted = false;
            refused = false;
        }
        ended |= expires == 0;
        asked = expires > 0 ? expires : asked;
        toldByNotify = false;
    }

    /** Whether the client still waits for the answer: it has sent nothing since, and has not given up. */
    boolean isWaitedFor(Sent sent, long now) {
        long begun = sent.request().to().tag().isEmpty() ? begunAt : lastSentAt;
        return sent.request().cseq() == cseq && now - begun < FAILOVER;
    }

    /** The server's side of it, made when it is needed. */
    Peer peer(SipRequest subscribe) {
        if (peer == null) {
            peer = new Peer(subscribe);
        }
        return peer;
    }

    boolean hasPeer() {
        return peer != null;
    }

    Peer peer() {
        return peer;
    }

    /** A 2xx has reached the client. */
    void accepted(OptionalLong expires, long now) {
        accepted = true;
        if (expires.orElse(0) > 0) {
            grant(expires.getAsLong(), now);
        } else if (!toldByNotify) {
            grant(asked, now);
        }
    }

    private void grant(long seconds, long now) {
        until = now + Math.min(seconds, asked) * 1000;
    }

    /** The client has accepted a NOTIFY. */
    void notified(SipRequest notify, boolean terminated, OptionalLong expires, long now) {
        lastNotify = notify;
        lastRefused = false;
        notified = true;
        over |= terminated;
        if (expires.orElse(0) > 0) {
            grant(expires.getAsLong(), now);
            toldByNotify = true;
        } else if (until == NEVER) {
            grant(asked, now);
        }
    }

    /** The document of the last NOTIFY was refused. */
    void lastRefused() {
        lastRefused = true;
    }

    /** Whether the last NOTIFY was accepted as a whole. */
    boolean isLastTaken() {
        return notified && !lastRefused;
    }

    SipRequest lastNotify() {
        return lastNotify;
    }

    boolean isNotified() {
        return notified;
    }

    /** The first SUBSCRIBE was refused; another one in the same dialog revokes that. */
    void refused() {
        refused = true;
    }

    /** The client has learned that the dialog has ended. */
    void over() {
        over = true;
    }

    /** The endpoint was unregistered, and with it the dialog is lost. */
    void cut() {
        cut = true;
    }

    boolean isOver() {
        return over || cut;
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether the client may have given it up, so that a new one may take its place. */
    boolean mayBeReplaced(long now) {
        boolean waited = now - begunAt >= FAILOVER && !accepted && !notified;
        boolean unnotified = now - sentAt >= TIMER_N && !notified;
        return over || cut || refused || ended || waited || unnotified || now >= until;
    }

    /** Whether the client may still call its state ACTIVE. */
    boolean canBeActive(long now) {
        return notified && !over && !cut && now <= until;
    }

    @Override
    public String toString() {
        return "[cseq " + cseq + (accepted ? " accepted" : "") + (notified ? " notified" : "")
                + (refused ? " refused" : "") + (ended ? " ended" : "") + (over ? " over" : "") + (cut ? " cut" : "")
                + "]";
    }
}
