package io.qsa.pa.agent;

import io.qsa.Document;
import io.qsa.pa.SubHandling;

/** A watcher at its presentity. {@link #tell} is confined to the lane of the presentity, the rest is safe for any thread. */
public final class Watching implements AutoCloseable {
    private final Watcher watcher;
    private final Runnable onClose;
    private volatile boolean closed;
    private SubHandling told;
    private Document toldDocument;

    Watching(Watcher watcher, Runnable onClose) {
        this.watcher = watcher;
        this.onClose = onClose;
    }

    Watcher watcher() {
        return watcher;
    }

    /** Tells the watcher what it does not know yet; the document is the same object until what it sees changes. */
    void tell(SubHandling handling, Document document) {
        boolean sees = handling == SubHandling.ALLOW || handling == SubHandling.POLITE_BLOCK;
        if (closed || handling == told && (!sees || document == toldDocument)) {
            return;
        }
        told = handling;
        toldDocument = sees ? document : null;
        switch (handling) {
            case ALLOW, POLITE_BLOCK -> watcher.onStatus(document);
            case CONFIRM -> watcher.onPending();
            case BLOCK -> watcher.onRejected();
        }
    }

    /** Tells the watcher that the presentity is no more; whatever is known of one later is news. */
    void tellGone() {
        told = null;
        toldDocument = null;
        if (!closed) {
            watcher.onGone();
        }
    }

    /** Ends it: no call to the watcher begins after this. */
    @Override
    public void close() {
        closed = true;
        onClose.run();
    }
}
