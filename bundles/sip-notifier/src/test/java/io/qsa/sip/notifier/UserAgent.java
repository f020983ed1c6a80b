package io.qsa.sip.notifier;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Makes the requests of one SIP user agent, in one dialog. */
public final class UserAgent {
    public static final String PIDF = "application/pidf+xml";

    private final String callId;
    private String toTag = "";
    private int cseq;

    public UserAgent(String callId) {
        this.callId = callId;
    }

    /** A SUBSCRIBE to Alice's presence, inside the dialog if there is one. */
    public SipRequest subscribe(int expires) {
        return bareSubscribe().with("Expires", String.valueOf(expires));
    }

    /** The same without Expires. */
    public SipRequest bareSubscribe() {
        return request("SUBSCRIBE").with("Event", "presence").with("Contact", "<sip:bob@127.0.0.1:5062>");
    }

    /** A PUBLISH of Alice's presence. */
    public SipRequest publish(int expires) {
        return request("PUBLISH").with("Event", "presence").with("Expires", String.valueOf(expires));
    }

    /** A request with the headers that every request has. */
    public SipRequest request(String method) {
        cseq++;
        return SipRequest.of(method, "sip:alice@example.com")
                .with("Via", "SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bK" + callId + cseq)
                .with("From", "<sip:bob@example.com>;tag=bob")
                .with("To", "<sip:alice@example.com>" + toTag)
                .with("Call-ID", callId)
                .with("CSeq", cseq + " " + method);
    }

    /** A SUBSCRIBE by Alice to her own watcher information. */
    public SipRequest subscribeToWatchers(int expires) {
        return request("SUBSCRIBE")
                .withFirstReplaced("From", "<sip:alice@example.com>;tag=alice")
                .with("Event", "presence.winfo")
                .with("Contact", "<sip:alice@127.0.0.1:5063>")
                .with("Expires", String.valueOf(expires));
    }

    /** Learns the dialog from an answer. */
    public void establish(SipResponse response) {
        toTag = ";tag=" + response.to().tag().orElseThrow();
    }
}
