package io.qsa.sip.endpoint.internal.connection;

import java.util.concurrent.TimeUnit;

import io.qsa.sip.endpoint.internal.transport.TransportLimits;

/**
 * The time limits of a connection. A limit that is exceeded is returned as text, empty if none is. Guarded by the monitor of
 * the connection, but for {@link #onRead}, which is called on the thread that checks the limits.
 */
final class Patience {
    private final TransportLimits limits;
    private final Outgoing outgoing;
    /** When the connection, its present message or its end began; all times are those of {@link System#nanoTime}. */
    private long since = System.nanoTime();

    private long lastRead = since;
    private boolean owesMessage;

    Patience(TransportLimits limits, Outgoing outgoing) {
        this.limits = limits;
        this.outgoing = outgoing;
    }

    /** The connection is incoming, so a first message is expected. */
    void onMessageDue() {
        owesMessage = true;
    }

    /**
     * @param owesMore whether a message, or the rest of one, is expected
     * @param hasEnded whether a message has ended, so that the expected one is another one
     */
    void onRead(boolean owesMore, boolean hasEnded) {
        lastRead = System.nanoTime();
        if (hasEnded || owesMore && !owesMessage) {
            since = lastRead;
        }
        owesMessage = owesMore;
    }

    void onEnding() {
        since = System.nanoTime();
    }

    String whileOpening(long now) {
        return millis(now - since) > limits.connectTimeoutMillis() ? "not open in time" : "";
    }

    String whileEnding(long now) {
        return millis(now - since) > limits.readTimeoutMillis() ? "the peer does not end it" : "";
    }

    String whileOpen(long now) {
        if (outgoing.isStuck(now)) {
            return "the peer does not read";
        }
        if (outgoing.isLong()) {
            // Nothing is read at present, which is not the fault of the peer.
            since = now;
        }
        if (owesMessage && millis(now - since) > limits.readTimeoutMillis()) {
            return "a message has not ended in time";
        }
        long idle = millis(now - Math.max(lastRead, outgoing.lastProgress()));
        return limits.idleTimeoutMillis() > 0 && idle > limits.idleTimeoutMillis() ? "idle" : "";
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
