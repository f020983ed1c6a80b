package io.qsa.sip.endpoint.internal.breaker;

/**
 * The breaker of one next hop. Guarded by its monitor. It has no clock: times are arguments, in milliseconds of a
 * monotonic clock.
 *
 * <pre>
 *            wants to send              success       failure                 503 with Retry-After
 * CLOSED     go                         -             last of many: OPEN      OPEN
 * OPEN       refused; when its time is  RETURNING,    -                       OPEN for longer
 *            over: go as probe,         if the peer
 *            PROBING                    did not ask
 *                                       or it is over
 * PROBING    refused                    RETURNING     of the probe: OPEN      OPEN
 * RETURNING  go at the rate; when all   -             last of many: OPEN      OPEN
 *            may be back: CLOSED
 * </pre>
 */
final class Hop {
    enum State {
        CLOSED,
        OPEN,
        PROBING,
        RETURNING
    }

    /**
     * A request waits for its turn if that is within this time; otherwise it is refused. Retry-After counts in seconds.
     */
    private static final long LONGEST_DELAY = 1000;

    /** A queue of requests longer than this, in time, means that many still return. */
    private static final long CROWD = 250;

    /** The shortest time between two retransmissions that serve as a probe. */
    private static final long COPY_INTERVAL = 1000;

    /** After this time without a queue, no request is late any more; on a busy processor, requests miss their turn by seconds. */
    private static final long CALM = 5000;

    /** How long after a return requests may still fail that were sent while the hop was dead: two times 64 T1. */
    private static final long LONGEST_ECHO = 64_000;

    /** A hop without requests for this time is forgotten. */
    private static final long LONGEST_MEMORY = 600_000;

    private final ReturnPace returns = new ReturnPace();
    private final ReturnPace sends = new ReturnPace();

    private State state = State.CLOSED;
    private long since;
    /** When it last answered again. */
    private long backSince = Long.MIN_VALUE / 2;
    /** The time of the last failure. */
    private long failedAt;

    private int failures;
    private long openUntil;
    /** When the next retransmission may serve as a probe. */
    private long copyAt;

    /** Whether it is open until {@code openUntil} because of a 503 with Retry-After. */
    private boolean silenced;

    private long heldBack;
    /** The time of the last request in state RETURNING. */
    private long wantedAt;
    /** Since when there is hardly a queue and no long pause; after a pause, late requests arrive all at once. */
    private long calmSince;

    /** Whether and when a request may be sent. */
    synchronized Pass admit(BreakerSettings settings, long now) {
        return switch (state) {
            case CLOSED -> Pass.FREE;
            case OPEN -> now < openUntil ? Pass.REFUSED : probe(settings, now);
            case PROBING -> Pass.REFUSED;
            case RETURNING -> returning(settings, now);
        };
    }

    private Pass probe(BreakerSettings settings, long now) {
        go(State.PROBING, now);
        // Requests that are refused during the probe are to be tried again when the next probe is due.
        openUntil = now + settings.retryTime().toMillis();
        return Pass.PROBE;
    }

    private Pass returning(BreakerSettings settings, long now) {
        if (sends.ahead(now) > CROWD || now - wantedAt > LONGEST_DELAY) {
            calmSince = now;
        }
        wantedAt = now;
        if (areAllBack(now)) {
            go(State.CLOSED, now);
            heldBack = 0;
            return Pass.FREE;
        }
        return sends.ahead(now) > LONGEST_DELAY
                ? Pass.REFUSED
                : Pass.after(sends.take(now, settings.returnRate()) - now);
    }

    private boolean areAllBack(long now) {
        return returns.ahead(now) < -LONGEST_DELAY && sends.ahead(now) <= 0 && now - calmSince > CALM;
    }

    /** When a request that was refused should be tried again; each gets a time of its own. */
    synchronized long holdBack(BreakerSettings settings, long now) {
        heldBack++;
        long earliest = state == State.RETURNING ? now + LONGEST_DELAY : Math.max(openUntil, now);
        return returns.take(earliest, settings.returnRate());
    }

    /** @return whether requests to the hop begin to return because of it */
    synchronized boolean succeeded(long now) {
        failures = 0;
        boolean isBack = state == State.PROBING || state == State.OPEN && (!silenced || now >= openUntil);
        if (isBack) {
            go(State.RETURNING, now);
            backSince = now;
            calmSince = now;
        }
        return isBack;
    }

    /**
     * @param startedAt when the request was sent; if that was before the hop answered again, the failure does not count
     * @return whether this failure opened the breaker
     */
    synchronized boolean failed(BreakerSettings settings, Pass pass, long startedAt, long now) {
        failedAt = now;
        return switch (state) {
            case OPEN -> false;
            case PROBING -> {
                if (pass.isProbe()) {
                    open(now + settings.retryTime().toMillis(), false, now);
                }
                yield false;
            }
            case CLOSED, RETURNING -> {
                failures += startedAt < backSince ? 0 : 1;
                boolean isLast = settings.failures() > 0 && failures >= settings.failures();
                if (isLast) {
                    open(now + settings.retryTime().toMillis(), false, now);
                }
                yield isLast;
            }
        };
    }

    /** The peer has answered with 503 and Retry-After. @return whether this opened the breaker */
    synchronized boolean silence(long until, long now) {
        boolean isNew = state == State.CLOSED || state == State.RETURNING;
        open(state == State.OPEN ? Math.max(openUntil, until) : until, true, now);
        return isNew;
    }

    private void open(long until, boolean wanted, long now) {
        openUntil = until;
        silenced = wanted;
        failures = 0;
        go(State.OPEN, now);
    }

    private void go(State next, long now) {
        state = next;
        since = now;
    }

    /** Whether it holds nothing that is still needed. */
    synchronized boolean isForgettable(long now) {
        boolean isOver =
                switch (state) {
                    case CLOSED -> failures == 0 && now - backSince > LONGEST_ECHO;
                    case OPEN -> silenced && now >= openUntil && heldBack == 0;
                    case PROBING -> false;
                    case RETURNING -> areAllBack(now) && now - backSince > LONGEST_ECHO;
                };
        return isOver || now - Math.max(failedAt, openUntil) > LONGEST_MEMORY;
    }

    /** Whether a request that has waited for its turn may be sent now. */
    synchronized boolean isPassable() {
        return state == State.CLOSED || state == State.RETURNING;
    }

    /**
     * Whether a retransmission may be sent. Without new requests, only a retransmission can detect that the hop answers
     * again.
     */
    synchronized boolean mayRepeat(long now) {
        boolean isDue = state == State.OPEN && now >= Math.max(openUntil, copyAt);
        copyAt = isDue ? now + COPY_INTERVAL : copyAt;
        return isDue || isPassable();
    }

    /** For people. */
    synchronized String describe(long now) {
        String waiting = heldBack + " held back";
        return switch (state) {
            case CLOSED -> failures + " failures in a row";
            case OPEN ->
                (silenced ? "asks for silence" : "dead") + ", next probe "
                        + (openUntil > now ? "in " + seconds(openUntil - now) + " s" : "due") + ", " + waiting;
            case PROBING -> "probed since " + seconds(now - since) + " s, " + waiting;
            case RETURNING -> "returning, the last in " + seconds(Math.max(0, returns.ahead(now))) + " s, " + waiting;
        };
    }

    private static long seconds(long millis) {
        return (millis + 999) / 1000;
    }
}
