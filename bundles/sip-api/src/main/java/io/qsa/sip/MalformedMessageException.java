package io.qsa.sip;

/** What came from the network is no SIP message. Has no stack trace: it is an everyday event. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    MalformedMessageException(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /** The status code that a request deserves which is wrong in this way: 400 or 505. */
    public int code() {
        return code;
    }
}
