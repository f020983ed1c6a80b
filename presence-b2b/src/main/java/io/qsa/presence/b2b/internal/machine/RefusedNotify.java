package io.qsa.presence.b2b.internal.machine;

import io.qsa.Reason;

/** A NOTIFY of the dialog that was refused: with which code, why, and when. Immutable. */
public final class RefusedNotify {
    /** How many characters of a reason are kept. */
    public static final int MAX_WHY = 200;

    private final int code;
    private final String why;
    private final long at;

    /**
     * @param code the answer to it
     * @param why the error and its place, without control characters
     * @param at a time of the clock of the machine
     */
    public RefusedNotify(int code, String why, long at) {
        this.code = code;
        this.why = why.length() > MAX_WHY ? why.substring(0, MAX_WHY) + "..." : why;
        this.at = at;
    }

    public int code() {
        return code;
    }

    public String why() {
        return why;
    }

    /** In milliseconds, of the clock of the machine. */
    public long at() {
        return at;
    }

    /** The reason for the application. */
    Reason reason() {
        return Reason.of(Reason.UNREADABLE, text());
    }

    /** For example {@code NOTIFY answered with 415: the body is text/plain}. */
    String text() {
        return "NOTIFY answered with " + code + ": " + why;
    }
}
