package io.qsa.pa.internal.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.qsa.pa.SubHandling;
import io.qsa.presence.winfo.Watcher.Status;

/** One watcher of one presentity. Safe for any thread, but {@link #tell} is confined to the thread that notifies. */
public final class WatcherEntry implements AutoCloseable {
    static final int NOWHERE = -1;

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final long NOTHING = -1;
    private static final String TIMEOUT = "timeout";

    private final long number = NUMBERS.incrementAndGet();
    private final PresenceWatcher watcher;
    private final WatcherList among;
    /** In milliseconds since the epoch. */
    private final long since;

    private volatile boolean closed;
    /** The handling of which the watcher was last notified; null before the first time, and after {@link #tellGone}. */
    private volatile SubHandling told;
    /** The event that led to its state, as watcher information names it (RFC 3857 section 4.7.1). */
    private volatile String event = "subscribe";

    /**
     * The number of the view that was notified last. Not a reference to the view, which would cost more in the
     * collector than the notification itself. Not volatile: a thread that reads an older number notifies once more than
     * necessary.
     */
    private long toldNumber = NOTHING;
    /** Its index in {@link WatcherList}, whose monitor guards it. */
    int place = NOWHERE;

    /** The next new watcher in the list of {@link WatcherList}, whose monitor guards it. */
    WatcherEntry nextNewcomer;

    WatcherEntry(PresenceWatcher watcher, WatcherList among, Instant since) {
        this.watcher = watcher;
        this.among = among;
        this.since = since.toEpochMilli();
    }

    PresenceWatcher watcher() {
        return watcher;
    }

    /**
     * Notifies the watcher from now on, first of the present status; from inside this call, unless another thread is notifying
     * the watchers of the presentity. Call it without holding the monitor of a watcher.
     */
    public WatcherEntry begin() {
        among.welcome();
        return this;
    }

    /**
     * What the watcher may see now; if it may see nothing, the view for polite-block. To be called after {@link
     * PresenceWatcher#onStatus}, and to be sent to the watcher, because it counts as notified from here on.
     */
    public View view() {
        View view = among.watched().viewFor(told == SubHandling.ALLOW ? SubHandling.ALLOW : SubHandling.POLITE_BLOCK);
        toldNumber = view.number();
        return view;
    }

    /** Sets the handling; returns whether it has changed. */
    boolean treat(SubHandling handling) {
        if (closed || handling == told) {
            return false;
        }
        event = eventOf(handling);
        told = handling;
        return true;
    }

    /**
     * Notifies the watcher, unless it was notified of this already. If the watcher throws, the next call tries again.
     *
     * @param handling how it is treated
     * @param newest the number of the view for this handling; {@link #view} may be newer already
     * @param isOther whether the handling has changed
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

    /** Notifies the watcher that the presentity does not exist any more; if it exists again later, that is a change. */
    void tellGone() {
        told = null;
        if (!closed) {
            watcher.onGone();
        }
    }

    /** Ends it because it has expired, or the watcher has unsubscribed: no call to the watcher begins after this. */
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

    /** Whether it expired or was ended by the watcher while it was pending. */
    boolean isLeftUndecided() {
        return told == SubHandling.CONFIRM && event.equals(TIMEOUT);
    }

    /** Its entry in the watcher information; empty until it was notified of its handling. */
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
