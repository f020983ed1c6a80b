package io.qsa.sip;

/** Bytes from the network are no SIP message. Has no stack trace, because it happens every day. */
public final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    MalformedMessageException(int code, String reason) {
        super(reason, null, false, false);
        this.code = code;
    }

    /** The status code with which to answer such a request: 400 or 505. */
    public int code() {
        return code;
    }
}
