package io.qsa.sip.endpoint.internal.core;

import java.util.List;

import io.qsa.sip.SipDialog;
import io.qsa.sip.SipIds;
import io.qsa.sip.SipRequest;

/** Messages as a peer writes them, and requests of our own. */
final class Samples {
    private Samples() {}

    /** A request of a peer, with a branch and a Call-ID of its own. */
    static String request(String method, String transport, int port, String... headers) {
        return requestWithBranch(method, transport, port, SipIds.branch(), headers);
    }

    static String requestWithBranch(String method, String transport, int port, String branch, String... headers) {
        StringBuilder text = new StringBuilder()
                .append(method + " sip:qsa@127.0.0.1 SIP/2.0\r\n")
                .append("Via: SIP/2.0/" + transport + " 127.0.0.1:" + port + ";branch=" + branch + "\r\n")
                .append("From: <sip:peer@example.com>;tag=" + SipIds.tag() + "\r\n")
                .append("To: <sip:qsa@example.com>\r\n")
                .append("Call-ID: " + SipIds.callId() + "\r\n")
                .append("CSeq: 1 " + method + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return text.append("Content-Length: 0\r\n\r\n").toString();
    }

    /** A request of our own, the first one of a dialog. */
    static SipRequest asking(String method, String uri) {
        return SipDialog.asking("sip:bob@example.com", uri, List.of())
                .advanced()
                .request(method);
    }

    static SipRequest subscribe(String uri) {
        return asking("SUBSCRIBE", uri);
    }
}
