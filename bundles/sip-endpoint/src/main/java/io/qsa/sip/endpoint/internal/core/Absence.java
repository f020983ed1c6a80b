package io.qsa.sip.endpoint.internal.core;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How long an unhandled request is answered with 503 and Retry-After, because its handler may still be starting: any method
 * for a while after the endpoint has begun to listen, and a method for the same time after one of its handlers was
 * unregistered. Safe for any thread.
 */
final class Absence {
    /** How long a bundle may take to start or to restart. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final LongSupplier now;
    /** When a handler of a method was last unregistered. Grows only with the methods that handlers have named. */
    private final Map<String, Long> gone = new ConcurrentHashMap<>();

    private volatile long graceEnds = Long.MIN_VALUE;

    /** @param now milliseconds of a monotonic clock */
    Absence(LongSupplier now) {
        this.now = now;
    }

    /** The endpoint starts to listen: no request was received before, and handlers start to register. */
    void onListening() {
        graceEnds = now.getAsLong() + GRACE.toMillis();
    }

    void onGone(Collection<String> methods) {
        long time = now.getAsLong();
        methods.forEach(method -> gone.put(method, time));
    }

    /** Whether a handler of this method may be registered soon. */
    boolean isBrief(String method) {
        long time = now.getAsLong();
        Long since = gone.get(method);
        return time < graceEnds || since != null && time < since + GRACE.toMillis();
    }
}
