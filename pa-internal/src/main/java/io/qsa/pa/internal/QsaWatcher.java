package io.qsa.pa.internal;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.pa.internal.agent.PresenceWatcher;
import io.qsa.pa.internal.agent.WatcherEntry;
import io.qsa.spi.NotifierSubscription;

/** A subscription of a bundle as a watcher. Immutable. */
final class QsaWatcher implements PresenceWatcher {
    private final NotifierSubscription subscription;

    QsaWatcher(NotifierSubscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public boolean isVouchedFor() {
        return !subscription.request().isOnBehalf();
    }

    @Override
    public String uri() {
        return subscription.request().subscriber();
    }

    @Override
    public void onStatus(WatcherEntry watching) {
        subscription.notify(Status.ACTIVE, Reason.NONE, watching.view().document());
    }

    @Override
    public void onPending() {
        subscription.notify(Status.PENDING, Reason.of("pending", "the subscriber is not authorised yet"));
    }

    @Override
    public void onRejected() {
        subscription.notify(Status.REJECTED, Reason.of("rejected", "the presentity lets the subscriber see nothing"));
    }

    @Override
    public void onGone() {
        subscription.notify(Status.TERMINATED, Reason.of("noresource", "there is no such presentity any more"));
    }
}
