package io.qsa.itests.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.qsa.itests.peer.SipText;

/** Watches somebody's status in one dialog, and writes down what is wrong in it. Guarded by its monitor. */
final class WatchingMember extends Member {
    private static final Pattern NOTE = Pattern.compile("<(?:\\w+:)?note[^>]*>([^<]*)<");

    private final List<String> wrong = new ArrayList<>();
    private long lastCseq;
    private int notifies;
    private String state = "";
    private String note = "";

    WatchingMember(Crowd crowd, String uri) {
        super(crowd, uri);
    }

    /** Subscribes, or refreshes. */
    CompletableFuture<SipText> subscribe() {
        return request("SUBSCRIBE", "Expires: 600\nAccept: application/pidf+xml\n", "");
    }

    @Override
    synchronized void onRequest(SipText request) {
        long cseq = Long.parseLong(request.header("CSeq").replaceAll(" .*", ""));
        if (cseq < lastCseq) {
            wrong.add("N23: CSeq " + cseq + " after " + lastCseq);
        }
        if (cseq > lastCseq) {
            notifies++;
            state = request.header("Subscription-State");
            Matcher matcher = NOTE.matcher(request.body());
            note = matcher.find() ? matcher.group(1) : "";
        }
        lastCseq = Math.max(cseq, lastCseq);
        accept(request);
    }

    synchronized int notifies() {
        return notifies;
    }

    synchronized String state() {
        return state;
    }

    synchronized String note() {
        return note;
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }
}
