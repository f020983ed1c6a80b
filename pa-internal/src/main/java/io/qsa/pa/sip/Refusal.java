package io.qsa.pa.sip;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Says that a request is not accepted, and with which answer. Immutable. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SipResponse response;

    Refusal(SipResponse response) {
        super(response.startLine(), null, false, false);
        this.response = response;
    }

    static Refusal of(SipRequest request, int code) {
        return new Refusal(SipResponse.to(request, code));
    }

    /** A refusal with a header that tells what would be accepted. */
    static Refusal of(SipRequest request, int code, String header, String value) {
        return new Refusal(SipResponse.to(request, code).with(header, value));
    }

    /** A refusal because a limit is reached: later there may be room. */
    static Refusal forLackOfRoom(SipRequest request) {
        return of(request, 480, "Retry-After", "60");
    }

    SipResponse response() {
        return response;
    }
}
