package io.qsa.sip.endpoint.internal.breaker;

/**
 * The decision of a breaker on one request. Immutable.
 *
 * @param isGranted whether it may be sent; then its outcome must be reported
 * @param isProbe whether it is the probe that finds out whether the hop answers
 * @param delay how long to wait before it is sent, in milliseconds
 */
public record Pass(boolean isGranted, boolean isProbe, long delay) {
    /** May be sent at once. */
    public static final Pass FREE = new Pass(true, false, 0);

    static final Pass PROBE = new Pass(true, true, 0);
    static final Pass REFUSED = new Pass(false, false, 0);

    static Pass after(long delay) {
        return delay == 0 ? FREE : new Pass(true, false, delay);
    }
}
