package io.qsa.pa.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import io.qsa.pa.SubHandling;
import io.qsa.presence.winfo.Watcher.Status;

/** A watcher at its presentity. {@link #tell} is confined to who tells the watchers of its presentity, the rest is safe for any thread. */
public final class Watching implements AutoCloseable {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final String TIMEOUT = "timeout";

    private final String id = "w" + NUMBERS.incrementAndGet();
    private final Watcher watcher;
    private final Instant since;
    private final Runnable onClose;
    private volatile boolean closed;
    private volatile SubHandling told;
    /** What has brought it where it is, as watcher information says it (RFC 3857 section 4.7.1). */
    private volatile String event = "subscribe";

    /** The number of the {@link View} that was told last. */
    private long toldNumber;

    Watching(Watcher watcher, Instant since, Runnable onClose) {
        this.watcher = watcher;
        this.since = since;
        this.onClose = onClose;
    }

    Watcher watcher() {
        return watcher;
    }

    /**
     * Tells the watcher what it does not know yet.
     *
     * @return whether it is treated otherwise than before
     */
    boolean tell(SubHandling handling, View view) {
        boolean sees = handling == SubHandling.ALLOW || handling == SubHandling.POLITE_BLOCK;
        if (closed || handling == told && (!sees || view.number() == toldNumber)) {
            return false;
        }
        boolean isOther = handling != told;
        if (isOther) {
            event = eventOf(handling);
            told = handling;
        }
        toldNumber = view.number();
        switch (handling) {
            case ALLOW, POLITE_BLOCK -> watcher.onStatus(view);
            case CONFIRM -> watcher.onPending();
            case BLOCK -> watcher.onRejected();
        }
        return isOther;
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
        onClose.run();
    }

    void end(String reason) {
        event = reason;
    }

    boolean isTold() {
        return told != null;
    }

    /** Whether it was left before anybody has decided. */
    boolean isLeftUndecided() {
        return told == SubHandling.CONFIRM && event.equals(TIMEOUT);
    }

    /** What is told of it to those who may know. */
    io.qsa.presence.winfo.Watcher info(Instant now) {
        return info(
                switch (told) {
                    case BLOCK -> Status.TERMINATED;
                    case CONFIRM -> Status.PENDING;
                    case ALLOW, POLITE_BLOCK -> Status.ACTIVE;
                },
                now);
    }

    io.qsa.presence.winfo.Watcher info(Status status, Instant now) {
        return io.qsa.presence.winfo.Watcher.of(id, watcher.uri(), status, event)
                .subscribedFor(Duration.ofSeconds(Duration.between(since, now).toSeconds()));
    }
}
