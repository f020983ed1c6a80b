package io.qsa.sip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The readable part of a request that is malformed or too large: enough to answer it. */
public final class SalvagedRequest {
    private static final int MAX_BYTES = 65536;
    /** No request has more Via header fields: Max-Forwards is at most 255. */
    private static final int MAX_VIAS = 256;

    private SalvagedRequest() {}

    /**
     * The request line with Via, From, To, Call-ID and CSeq, the first of each; empty if one of them is missing or
     * unreadable, if it is a response, or if it is an ACK, which is never answered.
     */
    public static Optional<SipRequest> from(byte[] message) {
        int length = Math.min(message.length, MAX_BYTES);
        String[] lines =
                new String(message, 0, length, StandardCharsets.UTF_8).strip().split("\r?\n", -1);
        String method = lines[0].substring(0, HeaderText.endOfToken(lines[0], 0));
        boolean isRequest = !method.isEmpty() && lines[0].startsWith(" ", method.length());
        if (!isRequest || method.equals("ACK")) {
            return Optional.empty();
        }
        try {
            return Optional.of(request(method, lines));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SipRequest request(String method, String[] lines) {
        List<String> vias = new ArrayList<>();
        Map<String, String> first = new TreeMap<>();
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            String name = colon < 0
                    ? ""
                    : HeaderNames.canonical(lines[i].substring(0, colon).trim());
            String value = echoed(lines[i].substring(colon + 1).trim());
            if (name.equals("Via")) {
                vias.add(value);
            } else {
                first.putIfAbsent(name, value);
            }
        }
        if (vias.size() > MAX_VIAS) {
            throw new IllegalArgumentException("more than " + MAX_VIAS + " Via fields");
        }
        SipRequest request = SipRequest.of(method, "sip:unknown.invalid");
        for (String via : vias) {
            request = request.with("Via", via);
        }
        Via.parse(request.headers("Via").stream().findFirst().orElse(""));
        NameAddress.parse(first.getOrDefault("From", ""));
        NameAddress.parse(first.getOrDefault("To", ""));
        return request.with("From", first.get("From"))
                .with("To", first.get("To"))
                .with("Call-ID", present("Call-ID", first))
                .with("CSeq", present("CSeq", first));
    }

    /** A value that may be copied to an answer: without control characters. */
    private static String echoed(String value) {
        if (HeaderText.hasControls(value)) {
            throw new IllegalArgumentException("a control character");
        }
        return value;
    }

    private static String present(String name, Map<String, String> headers) {
        String value = headers.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }
}
