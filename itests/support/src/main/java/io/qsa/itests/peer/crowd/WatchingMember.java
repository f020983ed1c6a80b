package io.qsa.itests.peer.crowd;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.qsa.itests.peer.SipText;

/** Watches the status of a user in one dialog, and records violations. Guarded by its monitor. */
public final class WatchingMember extends Member {
    private static final Pattern NOTE = Pattern.compile("<(?:\\w+:)?note[^>]*>([^<]*)<");

    private final List<String> wrong = new ArrayList<>();
    private long lastCseq;
    private int notifies;
    private long notifiedAt;
    private String state = "";
    private String note = "";

    public WatchingMember(Crowd crowd, String from, String uri) {
        super(crowd, from, uri);
    }

    /** Subscribes, or refreshes. */
    public CompletableFuture<SipText> subscribe() {
        return request("SUBSCRIBE", "Expires: 600\nAccept: application/pidf+xml\n", "")
                .whenComplete((answer, failure) -> establish(answer));
    }

    @Override
    synchronized void onRequest(SipText request) {
        long cseq = Long.parseLong(request.header("CSeq").replaceAll(" .*", ""));
        if (cseq < lastCseq) {
            wrong.add("N23: CSeq " + cseq + " after " + lastCseq);
        }
        if (cseq > lastCseq) {
            notifies++;
            notifiedAt = System.nanoTime();
            state = request.header("Subscription-State");
            Matcher matcher = NOTE.matcher(request.body());
            note = matcher.find() ? matcher.group(1) : "";
        }
        lastCseq = Math.max(cseq, lastCseq);
        accept(request);
    }

    public synchronized int notifies() {
        return notifies;
    }

    /** When the last of them arrived, by {@link System#nanoTime}. */
    public synchronized long notifiedAt() {
        return notifiedAt;
    }

    public synchronized String state() {
        return state;
    }

    public synchronized String note() {
        return note;
    }

    public synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }
}
