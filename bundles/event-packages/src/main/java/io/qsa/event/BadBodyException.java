package io.qsa.event;

/** The body of a NOTIFY is not of its type; the message may be logged. */
public final class BadBodyException extends Exception {
    private static final long serialVersionUID = 1;

    public BadBodyException(String message) {
        super(message);
    }

    public BadBodyException(String message, Throwable cause) {
        super(message, cause);
    }
}
