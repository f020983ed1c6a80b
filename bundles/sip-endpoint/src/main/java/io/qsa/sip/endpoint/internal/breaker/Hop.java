package io.qsa.sip.endpoint.internal.breaker;

/**
 * The breaker of one next hop. Guarded by its monitor; it knows no clock, times are milliseconds of one that never goes
 * back.
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

    /** What can have its turn this soon waits for it: Retry-After counts in seconds, so many come at the same time. */
    private static final long LONGEST_DELAY = 1000;

    /** So long a queue is no accident. */
    private static final long CROWD = 250;

    /** So often a copy of what was on its way when the hop was given up stands in for a probe. */
    private static final long COPY_INTERVAL = 1000;

    /** After so long a calm nobody is late any more: where the processor is scarce, turns are not kept to the second. */
    private static final long CALM = 5000;

    /** For so long requests that were sent to a dead hop may fail after it has come back: two times 64 T1. */
    private static final long LONGEST_ECHO = 64_000;

    /** A hop that nobody wants anything of for so long is forgotten. */
    private static final long LONGEST_MEMORY = 600_000;

    private final Pace returns = new Pace();
    private final Pace sends = new Pace();

    private State state = State.CLOSED;
    private long since;
    /** When it last came back. */
    private long backSince = Long.MIN_VALUE / 2;
    /** When something last went wrong. */
    private long failedAt;

    private int failures;
    private long openUntil;
    /** When the next copy may stand in for a probe. */
    private long copyAt;

    /** Whether the peer has asked for silence until then. */
    private boolean silenced;

    private long heldBack;
    /** When somebody last wanted to send while it was returning. */
    private long wantedAt;
    /** Since when nearly nobody has to wait, without a pause: after one, who was late all come at once. */
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
        // Who is refused while the probe is on its way comes back when the next one is due.
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

    /** When one that was refused should come back: each has a time of its own. */
    synchronized long holdBack(BreakerSettings settings, long now) {
        heldBack++;
        long earliest = state == State.RETURNING ? now + LONGEST_DELAY : Math.max(openUntil, now);
        return returns.take(earliest, settings.returnRate());
    }

    /** @return whether the hop has come back by it */
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
     * @param startedAt when the request was sent: what began before the hop came back says nothing
     * @return whether the hop is given up by it
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

    /** The peer asks for silence. @return whether that is new */
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

    /** Whether nothing is lost if it is forgotten. */
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

    /** Whether what was to wait for its turn may be sent now. */
    synchronized boolean isPassable() {
        return state == State.CLOSED || state == State.RETURNING;
    }

    /** Whether a copy of a request that is on its way may be sent; where nobody new comes it is what finds the hop back. */
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
