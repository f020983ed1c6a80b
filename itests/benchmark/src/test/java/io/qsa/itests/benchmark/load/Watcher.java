package io.qsa.itests.benchmark.load;

import java.nio.charset.StandardCharsets;

import io.qsa.itests.benchmark.load.SipBytes.Field;

/** One watcher with its subscription at the server. Confined to the thread of its peer. */
final class Watcher {
    /** The prefix of the tags of watchers; the number of the watcher follows. */
    static final byte[] TAG = "tag=w".getBytes(StandardCharsets.US_ASCII);

    private final Wire wire;
    private final String from;
    private final String entity;
    private final String callId = ClientRequest.newCallId();
    private String to;
    private String target;
    private int cseq;
    private long lastNotify;

    Watcher(Wire wire, String entity, int number) {
        this.wire = wire;
        this.entity = entity;
        from = "<sip:watcher%d@example.test>;tag=w%d".formatted(number, number);
        to = "<" + entity + ">";
        target = entity;
    }

    ClientRequest subscribe(int number, int expires) {
        cseq++;
        return ClientRequest.bare(
                "SUBSCRIBE " + target + " SIP/2.0\r\n" + ClientRequest.via(wire, number) + "From: " + from + "\r\nTo: "
                        + to + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq + " SUBSCRIBE\r\nContact: <sip:watcher@"
                        + wire.address() + ">\r\nMax-Forwards: 70\r\nEvent: presence\r\nAccept: " + PresenceBody.TYPE
                        + "\r\nExpires: " + expires + "\r\n",
                callId,
                cseq);
    }

    /** Applies an answer to the dialog. */
    void answered(SipBytes answer) {
        to = answer.text(Field.TO);
        String contact = answer.between(Field.CONTACT, '<', '>');
        target = contact.isEmpty() ? entity : contact;
    }

    /** Whether a NOTIFY with this number is new. */
    boolean isNew(long number) {
        boolean later = number > lastNotify;
        lastNotify = Math.max(lastNotify, number);
        return later;
    }
}
