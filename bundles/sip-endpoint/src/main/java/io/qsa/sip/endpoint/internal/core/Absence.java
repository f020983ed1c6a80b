package io.qsa.sip.endpoint.internal.core;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * For how long a request that nobody takes is worth sending again, because its handler may be on its way: any method for
 * a while after the endpoint has begun to listen, and a method for as long after one of its handlers has gone. Safe for
 * any thread.
 */
final class Absence {
    /** How long a bundle may take to start, or to come back. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final LongSupplier now;
    /** When handlers of a method have gone for the last time; as many as handlers have ever named. */
    private final Map<String, Long> gone = new ConcurrentHashMap<>();

    private volatile long graceEnds = Long.MIN_VALUE;

    /** @param now milliseconds that never go back */
    Absence(LongSupplier now) {
        this.now = now;
    }

    /** Nobody has heard a request before, and handlers begin to come. */
    void onListening() {
        graceEnds = now.getAsLong() + GRACE.toMillis();
    }

    void onGone(Collection<String> methods) {
        long time = now.getAsLong();
        methods.forEach(method -> gone.put(method, time));
    }

    /** Whether a handler of this method may come soon. */
    boolean isBrief(String method) {
        long time = now.getAsLong();
        Long since = gone.get(method);
        return time < graceEnds || since != null && time < since + GRACE.toMillis();
    }
}
