package io.qsa.presence;

/** Says what is wrong with a presence document; the message is fit for a log. */
public final class PidfException extends Exception {
    private static final long serialVersionUID = 1;

    PidfException(String message) {
        super(message);
    }

    PidfException(String message, Throwable cause) {
        super(message, cause);
    }
}
