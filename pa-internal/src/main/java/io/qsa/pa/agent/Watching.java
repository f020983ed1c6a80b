package io.qsa.pa.agent;

import io.qsa.Document;

/** A watcher at its presentity. {@link #tell} is confined to the lane of the presentity, the rest is safe for any thread. */
public final class Watching implements AutoCloseable {
    private final Watcher watcher;
    private final Runnable onClose;
    private volatile boolean closed;
    private Permission toldPermission;
    private Document toldDocument;

    Watching(Watcher watcher, Runnable onClose) {
        this.watcher = watcher;
        this.onClose = onClose;
    }

    Watcher watcher() {
        return watcher;
    }

    /** Tells the watcher what it does not know yet; the document is the same object until the status changes. */
    void tell(Permission permission, Document document) {
        boolean known = permission == toldPermission && (permission == Permission.PENDING || document == toldDocument);
        if (closed || known) {
            return;
        }
        toldPermission = permission;
        switch (permission) {
            case ALLOWED -> {
                toldDocument = document;
                watcher.onStatus(document);
            }
            case PENDING -> {
                toldDocument = null;
                watcher.onPending();
            }
        }
    }

    /** Ends it: no call to the watcher begins after this. */
    @Override
    public void close() {
        closed = true;
        onClose.run();
    }
}
