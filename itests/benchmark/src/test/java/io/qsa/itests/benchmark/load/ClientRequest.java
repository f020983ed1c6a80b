package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One request that waits for its answer. Confined to the thread of its peer. */
final class ClientRequest {
    private static final long CALLS_FROM = System.currentTimeMillis() % 1_000_000;
    private static long calls;
    private static long branches;

    /** Makes the request with this number, which its branch names. */
    interface Maker {
        ClientRequest make(int number);
    }

    private final byte[] head;
    private final byte[] entity;
    private final String callId;
    private final int cseq;
    private long sentAt;
    private boolean finished;

    private ClientRequest(String head, String entity, String callId, int cseq) {
        this.head = head.getBytes(StandardCharsets.US_ASCII);
        this.entity = entity.getBytes(StandardCharsets.US_ASCII);
        this.callId = callId;
        this.cseq = cseq;
    }

    /** A request without a document. */
    static ClientRequest bare(String head, String callId, int cseq) {
        return new ClientRequest(head + "Content-Length: 0\r\n\r\n", "", callId, cseq);
    }

    /** @param entityTag that of the publication to be changed; empty for a new one */
    static ClientRequest publish(Wire wire, String entity, int number, String entityTag) {
        String callId = newCallId();
        String head = "PUBLISH " + entity + " SIP/2.0\r\n" + via(wire, number) + "From: <" + entity + ">;tag=p\r\nTo: <"
                + entity + ">\r\nCall-ID: " + callId + "\r\nCSeq: 1 PUBLISH\r\nMax-Forwards: 70\r\n"
                + "Event: presence\r\nExpires: 3600\r\n";
        String condition = entityTag.isEmpty() ? "" : "SIP-If-Match: " + entityTag + "\r\n";
        return new ClientRequest(head + condition, entity, callId, 1);
    }

    static String newCallId() {
        return "call-" + CALLS_FROM + "-" + calls++;
    }

    /** A Via whose branch begins with the number of a request and names no other one, be it of the same number. */
    static String via(Wire wire, int number) {
        return "Via: SIP/2.0/" + wire.viaTransport() + " " + wire.address() + ";branch=z9hG4bKc" + number + "."
                + CALLS_FROM + "." + branches++ + "\r\n";
    }

    void send(SipWriter out, Wire wire) throws IOException {
        sentAt = System.nanoTime();
        out.begin().bytes(head);
        if (entity.length > 0) {
            PresenceBody.write(out, entity, 0, entity.length, sentAt);
        }
        wire.send(out.end());
    }

    /** Handles a final answer; returns whether it is the first one to this request. */
    boolean finish(String answeredCallId, long answeredCseq) {
        boolean first = !finished && answeredCseq == cseq && answeredCallId.equals(callId);
        finished |= first;
        return first;
    }

    boolean isOverdue(long now, long patience) {
        return !finished && now - sentAt > patience;
    }
}
