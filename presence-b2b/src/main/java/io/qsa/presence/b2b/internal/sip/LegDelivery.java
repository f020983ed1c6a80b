package io.qsa.presence.b2b.internal.sip;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.spi.NotifierSubscription;

/**
 * The third layer of a {@link SipLeg}: what its subscription is told, with the document of the NOTIFY that is being handled.
 * Guarded by the monitor of the leg. All layers are one object, because there may be a million of them.
 */
abstract sealed class LegDelivery extends LegTraffic permits SipLeg {
    /** Marks that there is no document any more. */
    private static final Document NO_DOCUMENT = Document.of("", new byte[0]);

    /** Whether the application has a document of it. */
    private boolean hasDocument;

    /** The document of the NOTIFY that is being handled; null if there is none. */
    private Document arriving;

    LegDelivery(SipSide side, NotifierSubscription subscription, ServedPackage eventPackage) {
        super(side, subscription, eventPackage);
    }

    /** Whether the application has a document. */
    final boolean hasDocument() {
        return hasDocument;
    }

    /** A NOTIFY brings a document: it goes with whatever is told until {@link #delivered}. */
    final void arrives(Document document) {
        arriving = document;
        hasDocument = true;
    }

    /** A NOTIFY says that there is no document any more. */
    final void arrivesEmpty() {
        arriving = NO_DOCUMENT;
        hasDocument = false;
    }

    final void delivered() {
        arriving = null;
    }

    @Override
    public final void tell(Status status, Reason reason, long retryIn) {
        Reason told =
                retryIn == NO_RETRY ? reason : reason.withRetryAt(side.timers().instantAt(now() + retryIn));
        if (arriving == null) {
            subscription.notify(status, told);
        } else if (arriving == NO_DOCUMENT) {
            subscription.notifyWithoutDocument(status, told);
        } else {
            subscription.notify(status, told, arriving);
        }
    }

    @Override
    public final void tellStale(Status status, Reason reason) {
        if (arriving != null) {
            subscription.notify(status, reason, arriving);
        }
        subscription.notifyStale(status, reason);
    }
}
