package io.qsa.pa.internal.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.qsa.pa.SubHandling;
import io.qsa.presence.winfo.Watcher.Status;

/** A watcher at its presentity. {@link #tell} is confined to who tells the watchers of its presentity, the rest is safe for any thread. */
public final class Watching implements AutoCloseable {
    static final int NOWHERE = -1;

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final long NOTHING = -1;
    private static final String TIMEOUT = "timeout";

    private final long number = NUMBERS.incrementAndGet();
    private final Watcher watcher;
    private final Watchers among;
    /** In milliseconds of the epoch. */
    private final long since;

    private volatile boolean closed;
    /** How it is treated; null as long as nothing was told, and again when there is no presentity any more. */
    private volatile SubHandling told;
    /** What has brought it where it is, as watcher information says it (RFC 3857 section 4.7.1). */
    private volatile String event = "subscribe";

    /**
     * The number of what was told last: a reference to it would cost the collector more than it costs to tell it. Not
     * volatile: who finds an older one here tells once more what is known.
     */
    private long toldNumber = NOTHING;
    /** Where it is among the others; theirs. */
    int place = NOWHERE;

    /** Who has come after it and has not been told either; of the others. */
    Watching nextNewcomer;

    Watching(Watcher watcher, Watchers among, Instant since) {
        this.watcher = watcher;
        this.among = among;
        this.since = since.toEpochMilli();
    }

    Watcher watcher() {
        return watcher;
    }

    /**
     * Lets the watcher hear from now on: first of all what there is, from inside this call if nobody else tells the watchers
     * of the presentity. The monitor of no watcher may be held.
     */
    public Watching begin() {
        among.welcome();
        return this;
    }

    /**
     * What the watcher may see now, or what everybody may see if that is nothing: to be asked when it was told a status, and
     * to be told, since it counts as told from here on.
     */
    public View view() {
        View view = among.watched().viewFor(told == SubHandling.ALLOW ? SubHandling.ALLOW : SubHandling.POLITE_BLOCK);
        toldNumber = view.number();
        return view;
    }

    /** From now on the watcher is treated like this; says whether that is otherwise than before. */
    boolean treat(SubHandling handling) {
        if (closed || handling == told) {
            return false;
        }
        event = eventOf(handling);
        told = handling;
        return true;
    }

    /**
     * Tells the watcher what it does not know yet. If it throws, the next call tries again.
     *
     * @param handling how it is treated
     * @param newest the number of what is seen by those who are treated like this; {@link #view} may be newer already
     * @param isOther whether it was treated otherwise before
     */
    void tell(SubHandling handling, long newest, boolean isOther) {
        if (closed || !isOther && newest == toldNumber) {
            return;
        }
        toldNumber = newest;
        try {
            switch (handling) {
                case ALLOW, POLITE_BLOCK -> watcher.onStatus(this);
                case CONFIRM -> watcher.onPending();
                case BLOCK -> watcher.onRejected();
            }
        } catch (RuntimeException | Error untold) {
            toldNumber = NOTHING;
            throw untold;
        }
    }

    private String eventOf(SubHandling handling) {
        if (handling == SubHandling.BLOCK) {
            return "rejected";
        }
        return told == SubHandling.CONFIRM ? "approved" : "subscribe";
    }

    /** Tells the watcher that the presentity is no more; whatever is known of one later is news. */
    void tellGone() {
        told = null;
        if (!closed) {
            watcher.onGone();
        }
    }

    /** Ends it because it has lapsed, or the watcher wants it: no call to the watcher begins after this. */
    @Override
    public void close() {
        close(TIMEOUT);
    }

    /** Ends it, for a reason (RFC 6665 section 4.1.3). */
    public void close(String reason) {
        closed = true;
        end(reason);
        among.watched().leave(this);
    }

    void end(String reason) {
        event = reason;
    }

    /** Whether it was left before anybody has decided. */
    boolean isLeftUndecided() {
        return told == SubHandling.CONFIRM && event.equals(TIMEOUT);
    }

    /** What is told of it to those who may know; empty as long as it is not known how it is treated. */
    Optional<io.qsa.presence.winfo.Watcher> info(Instant now) {
        return Optional.ofNullable(told).map(handling -> info(statusOf(handling), now));
    }

    private static Status statusOf(SubHandling handling) {
        return switch (handling) {
            case BLOCK -> Status.TERMINATED;
            case CONFIRM -> Status.PENDING;
            case ALLOW, POLITE_BLOCK -> Status.ACTIVE;
        };
    }

    io.qsa.presence.winfo.Watcher info(Status status, Instant now) {
        return io.qsa.presence.winfo.Watcher.of("w" + number, watcher.uri(), status, event)
                .subscribedFor(Duration.ofSeconds((now.toEpochMilli() - since) / 1000));
    }
}
