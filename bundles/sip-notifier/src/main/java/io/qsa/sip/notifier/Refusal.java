package io.qsa.sip.notifier;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** A request is not accepted; holds the answer. Immutable. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SipResponse response;

    public Refusal(SipResponse response) {
        super(response.startLine(), null, false, false);
        this.response = response;
    }

    public static Refusal of(SipRequest request, int code) {
        return new Refusal(SipResponse.to(request, code));
    }

    /** A refusal with a header field that names the accepted values. */
    public static Refusal of(SipRequest request, int code, String header, String value) {
        return new Refusal(SipResponse.to(request, code).with(header, value));
    }

    /** A refusal because a limit is reached; a later request may be accepted. */
    public static Refusal forLackOfRoom(SipRequest request) {
        return of(request, 480, "Retry-After", "60");
    }

    public SipResponse response() {
        return response;
    }
}
