package io.qsa.presence.b2b.internal.sip;

import java.util.Optional;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.spi.NotifierSubscription;

/** What a subscription was told, as one that comes later must be told it. Guarded by its owner. */
final class LastTold {
    /** Null before the first. */
    private Status status;

    private Reason reason = Reason.NONE;
    /** Null if there is none. */
    private Document document;
    /** Whether the document may be out of date. */
    private boolean stale;

    void tell(Status newStatus, Reason newReason) {
        status = newStatus;
        reason = newReason;
        stale &= newStatus != Status.ACTIVE;
    }

    void tell(Status newStatus, Reason newReason, Document newDocument) {
        status = newStatus;
        reason = newReason;
        document = newDocument;
        stale = false;
    }

    void tellStale(Status newStatus, Reason newReason) {
        status = newStatus;
        reason = newReason;
        stale = true;
    }

    void tellWithoutDocument(Status newStatus, Reason newReason) {
        tell(newStatus, newReason, null);
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    boolean isStale() {
        return stale;
    }

    Reason reason() {
        return reason;
    }

    Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    /** Tells all of it to a subscription that has not heard any of it. */
    void repeatTo(NotifierSubscription subscription) {
        if (status != null && document != null) {
            subscription.notify(status, reason, document);
        } else if (status != null) {
            subscription.notify(status, reason);
        }
        if (stale) {
            subscription.notifyStale(status, reason);
        }
    }
}
