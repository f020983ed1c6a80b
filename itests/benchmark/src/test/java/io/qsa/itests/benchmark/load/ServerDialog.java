package io.qsa.itests.benchmark.load;

import java.nio.charset.StandardCharsets;

import io.qsa.itests.benchmark.load.SipBytes.Field;

/**
 * One subscription at the simulated server: the common bytes of its NOTIFYs, and its progress. Confined to the thread
 * of its peer.
 */
final class ServerDialog {
    /** The prefix of a tag of the server; the number of the dialog follows. */
    static final byte[] TAG = "tag=s".getBytes(StandardCharsets.US_ASCII);

    private final byte[] requestLine;
    private final byte[] fields;
    private final int entityStart;
    private final int entityLength;
    /** When the NOTIFY left that waits for its answer; 0 if there is none. */
    private long sentAt;

    private int cseq;
    private long lastSubscribe;
    private boolean live;
    private boolean ending;
    private boolean inBurst;

    private ServerDialog(String target, String from, String to, String otherFields) {
        String entity = from.substring(from.indexOf('<') + 1, from.indexOf('>'));
        requestLine = ascii("NOTIFY " + target + " SIP/2.0\r\n");
        fields = ascii("Max-Forwards: 70\r\nFrom: " + from + "\r\nTo: " + to + "\r\n" + otherFields);
        entityStart = new String(fields, StandardCharsets.US_ASCII).indexOf(entity);
        entityLength = entity.length();
    }

    /** The dialog of a SUBSCRIBE. */
    static ServerDialog askedBy(SipBytes subscribe, int number, String contact) {
        return new ServerDialog(
                subscribe.between(Field.CONTACT, '<', '>'),
                subscribe.text(Field.TO) + ";tag=s" + number,
                subscribe.text(Field.FROM),
                common(subscribe.text(Field.CALL_ID), contact));
    }

    /** A dialog without a SUBSCRIBE. */
    static ServerDialog unasked(int number, String contact) {
        return new ServerDialog(
                "sip:limit@127.0.0.1",
                "<sip:u%07d@example.test>;tag=s%d".formatted(number, number),
                "<sip:watcher@example.test>;tag=w" + number,
                common("limit-" + number + "@127.0.0.1", contact));
    }

    private static String common(String callId, String contact) {
        return "Call-ID: " + callId + "\r\nContact: " + contact + "\r\nEvent: presence\r\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether a SUBSCRIBE with this number is new. */
    boolean isNew(long number) {
        boolean later = number > lastSubscribe;
        lastSubscribe = Math.max(lastSubscribe, number);
        return later;
    }

    /** Starts the next NOTIFY. */
    void advance(long now) {
        sentAt = now;
        cseq++;
    }

    /** Makes the answer count for the burst that is going on, also if another NOTIFY overtakes this one. */
    void joinBurst() {
        inBurst = true;
    }

    /** Returns whether the burst was waiting for this dialog, and ends that. */
    boolean leaveBurst() {
        boolean was = inBurst;
        inBurst = false;
        return was;
    }

    /** Handles an answer; returns whether it is the expected one. */
    boolean answered(long answeredCseq) {
        boolean expected = sentAt != 0 && answeredCseq == cseq;
        sentAt = expected ? 0 : sentAt;
        return expected;
    }

    boolean isWaiting() {
        return sentAt != 0;
    }

    boolean isOverdue(long now, long patience) {
        return isWaiting() && now - sentAt > patience;
    }

    boolean isLive() {
        return live;
    }

    void live() {
        live = true;
    }

    boolean isEnding() {
        return ending;
    }

    void end() {
        ending = true;
    }

    /** Writes start line and fields up to the CSeq; the Via names dialog and number for the answer. */
    void writeHead(SipWriter out, Wire wire, int number) {
        out.bytes(requestLine)
                .text("Via: SIP/2.0/")
                .text(wire.viaTransport())
                .text(" ")
                .text(wire.address())
                .text(";branch=z9hG4bKn")
                .number(number)
                .text(".")
                .number(cseq)
                .bytes(SipBytes.CRLF)
                .bytes(fields)
                .text("CSeq: ")
                .number(cseq)
                .text(" NOTIFY\r\n");
    }

    void writeBody(SipWriter out, long moment) {
        PresenceBody.write(out, fields, entityStart, entityLength, moment);
    }
}
