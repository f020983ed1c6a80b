package io.qsa.itests.peer.server;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A SIP message from a datagram: start line and the first header field of each name. Immutable. */
final class Message {
    private final String startLine;
    private final Map<String, String> headers;

    private Message(String startLine, Map<String, String> headers) {
        this.startLine = startLine;
        this.headers = headers;
    }

    static Message parse(byte[] packet, int length) {
        String text = new String(packet, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end < 0 ? text.length() : end).split("\r\n");
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                String name = lines[i].substring(0, colon).trim().toLowerCase(Locale.ROOT);
                headers.putIfAbsent(name, lines[i].substring(colon + 1).trim());
            }
        }
        return new Message(lines[0], headers);
    }

    boolean isAnswer() {
        return startLine.startsWith("SIP/2.0 ");
    }

    int status() {
        return Integer.parseInt(startLine.substring(8, 11));
    }

    String method() {
        return startLine.substring(0, startLine.indexOf(' '));
    }

    String requestUri() {
        return startLine.split(" ")[1];
    }

    /** The value of a header field by its name in lower case; empty if there is none. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String callId() {
        return header("call-id");
    }

    int cseq() {
        return Integer.parseInt(header("cseq").split(" ")[0]);
    }

    int expires() {
        return Integer.parseInt(header("expires"));
    }

    boolean hasToTag() {
        return header("to").contains(";tag=");
    }

    /** The URI between the angle brackets of Contact. */
    String contact() {
        String value = header("contact");
        return value.substring(value.indexOf('<') + 1, value.indexOf('>'));
    }

    /** An answer to this request, which gets this tag unless it is in a dialog. */
    String answer(String statusLine, String tag, String furtherHeaders) {
        return "SIP/2.0 " + statusLine + "\r\nVia: " + header("via") + "\r\nFrom: " + header("from") + "\r\nTo: "
                + header("to") + (hasToTag() ? "" : ";tag=" + tag) + "\r\nCall-ID: " + callId() + "\r\nCSeq: "
                + header("cseq") + "\r\n" + furtherHeaders + "Content-Length: 0\r\n\r\n";
    }
}
