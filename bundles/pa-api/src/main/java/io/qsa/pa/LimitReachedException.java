package io.qsa.pa;

/** A limit of the presence agent is reached; its message names the setting. */
public final class LimitReachedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public LimitReachedException(String setting, int limit) {
        super("the limit " + setting + " = " + limit + " of io.qsa.pa is reached");
    }
}
