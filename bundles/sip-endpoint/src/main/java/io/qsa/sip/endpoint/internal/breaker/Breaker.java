package io.qsa.sip.endpoint.internal.breaker;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.log.OncePerMinute;
import io.qsa.sip.endpoint.internal.transport.Target;

/**
 * Keeps track of next hops that are dead or overloaded. A request to a healthy hop costs one look-up in a map that is
 * nearly always empty. Safe for any thread.
 */
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);

    /** A bound on the hops in trouble, because an attacker can name one in each Contact. */
    private static final int MAX_HOPS = 10_000;

    /** The shortest time between two searches for hops to forget, because each visits all of them. */
    private static final long SWEEP_MILLIS = 1000;

    /** A bound on Retry-After, because the answer may be forged. */
    private static final long LONGEST_SILENCE_SECONDS = 3600;

    /** Transports that share host and port with another one. */
    private static final Map<String, List<String>> SIBLINGS = Map.of("udp", List.of("tcp"), "tcp", List.of("udp"));

    private final OncePerMinute<Target> lines = new OncePerMinute<>();
    private final Map<Target, Hop> hops = new ConcurrentHashMap<>();
    private final Supplier<BreakerSettings> settings;
    private final LongSupplier clock;
    private volatile long sweptAt = Long.MIN_VALUE / 2;

    /**
     * @param settings called each time, so that changes apply at once
     * @param clock milliseconds of a monotonic clock
     */
    public Breaker(Supplier<BreakerSettings> settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether and when a request may be sent to a hop. The outcome of a request that may be sent must be reported. */
    public Pass admit(Target target) {
        Hop hop = hops.get(target);
        return hop == null ? Pass.FREE : hop.admit(settings.get(), clock.getAsLong());
    }

    /** Whether a request that has waited for its turn may still be sent. */
    public boolean isPassable(Target target) {
        Hop hop = hops.get(target);
        return hop == null || hop.isPassable();
    }

    /** Whether a copy of a request that is on its way may be sent. */
    public boolean mayRepeat(Target target) {
        Hop hop = hops.get(target);
        return hop == null || hop.mayRepeat(clock.getAsLong());
    }

    /** In how many milliseconds a request that was refused should be tried again; each gets a turn of its own. */
    public long holdBack(Target target) {
        long now = clock.getAsLong();
        Hop hop = hops.get(target);
        return hop == null ? 0 : hop.holdBack(settings.get(), now) - now;
    }

    /** The hop has answered. */
    public void succeeded(Target target) {
        Hop hop = hops.get(target);
        if (hop == null) {
            return;
        }
        if (hop.succeeded(clock.getAsLong())) {
            LOG.info("{} answers again", target);
        }
        if (hop.isForgettable(clock.getAsLong())) {
            hops.remove(target, hop);
        }
    }

    /**
     * The hop has not answered, cannot be reached, or has answered with 503.
     *
     * @param startedAt when the request was sent
     * @return whether this failure opened the breaker
     */
    public boolean failed(Target target, Pass pass, long startedAt) {
        boolean isGivenUp = hop(target).failed(settings.get(), pass, startedAt, clock.getAsLong());
        if (isGivenUp && lines.isDue(target, clock.getAsLong())) {
            LOG.warn("{} does not answer; nothing is sent there but a probe from time to time", target);
        }
        return isGivenUp;
    }

    /** The hop has answered with 503 and Retry-After: nothing is sent to it for that time (RFC 3261 section 21.5.4). */
    public void silence(Target target, long seconds) {
        long now = clock.getAsLong();
        long until = now + Math.min(seconds, LONGEST_SILENCE_SECONDS) * 1000;
        if (hop(target).silence(until, now) && lines.isDue(target, now)) {
            LOG.warn("{} asks that nothing be sent to it for {} s", target, seconds);
        }
        SIBLINGS.getOrDefault(target.transport(), List.of())
                .forEach(other -> hop(target.over(other)).silence(until, now));
    }

    private Hop hop(Target target) {
        long now = clock.getAsLong();
        if (hops.size() >= MAX_HOPS && now - sweptAt > SWEEP_MILLIS) {
            sweptAt = now;
            hops.values().removeIf(hop -> hop.isForgettable(now));
        }
        return hops.size() >= MAX_HOPS
                ? hops.getOrDefault(target, new Hop())
                : hops.computeIfAbsent(target, key -> new Hop());
    }

    /** Forgets all hops: the failures were on our side. */
    public void forget() {
        hops.clear();
    }

    /** The hops in trouble with a description of each, for people. */
    public Map<String, String> describe() {
        Map<String, String> texts = new TreeMap<>();
        long now = clock.getAsLong();
        hops.values().removeIf(hop -> hop.isForgettable(now));
        hops.forEach((target, hop) -> texts.put(target.toString(), hop.describe(now)));
        return texts;
    }
}
