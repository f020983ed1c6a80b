package io.qsa.sip;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The readable part of a request that is malformed or too large: enough to answer it. Without an answer, its sender would
 * retransmit it ten times and not learn why.
 */
public final class SalvagedRequest {
    /** No request has more Via header fields: Max-Forwards is at most 255. */
    private static final int MAX_VIAS = 256;

    private final List<String> vias = new ArrayList<>();
    private final Map<String, String> first = new HashMap<>();

    private SalvagedRequest(List<String> lines) {
        for (String line : lines) {
            int colon = SalvagedHead.colon(line);
            if (colon > 0) {
                add(SalvagedHead.name(line), HeaderText.trimmed(line, colon + 1, line.length()));
            }
        }
    }

    private void add(String name, String value) {
        if (name.equals("Via")) {
            vias.add(HeaderText.withoutControls(value));
        } else {
            first.putIfAbsent(name, value);
        }
    }

    /**
     * The request line with Via, From, To, Call-ID and CSeq, the first of each, as an answer may repeat them: the
     * unreadable parts of an address are left out, and a missing or unreadable field gets a value that says so. Empty if the
     * topmost Via does not show where to send the answer, if it is a response, or if it is an ACK, which is never answered.
     */
    public static Optional<SipRequest> from(byte[] message) {
        List<String> lines = SalvagedHead.lines(message);
        String line = lines.isEmpty() ? "" : lines.get(0);
        String method = line.substring(0, HeaderText.endOfToken(line, 0));
        boolean isRequest = !method.isEmpty() && line.startsWith(" ", method.length());
        return isRequest && !method.equals("ACK")
                ? new SalvagedRequest(lines.subList(1, lines.size())).request(method)
                : Optional.empty();
    }

    private Optional<SipRequest> request(String method) {
        Optional<String> top = vias.isEmpty() || vias.size() > MAX_VIAS ? Optional.empty() : Via.mended(vias.get(0));
        return top.map(via -> {
            vias.set(0, via);
            List<String> fields = new ArrayList<>();
            vias.forEach(value -> fields.addAll(List.of("Via", value)));
            String cseq = first.getOrDefault("CSeq", "");
            fields.addAll(List.of("From", SalvagedHead.address(first.getOrDefault("From", ""))));
            fields.addAll(List.of("To", SalvagedHead.address(first.getOrDefault("To", ""))));
            fields.addAll(List.of("Call-ID", callId()));
            fields.addAll(List.of("CSeq", isCseq(cseq) ? cseq : "0 " + method));
            return SipRequest.of(method, "sip:unknown.invalid").with(fields.toArray(String[]::new));
        });
    }

    private String callId() {
        String callId = first.getOrDefault("Call-ID", "");
        boolean isReadable = !callId.isEmpty() && callId.indexOf(' ') < 0 && !HeaderText.hasControls(callId);
        return isReadable ? callId : SalvagedHead.NO_CALL;
    }

    /** Whether it is a number, however large, and a method. */
    private static boolean isCseq(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        int method = HeaderText.startOfText(text, digits, text.length());
        return digits > 0
                && method > digits
                && !HeaderText.hasControls(text)
                && HeaderText.isToken(text.substring(method));
    }
}
