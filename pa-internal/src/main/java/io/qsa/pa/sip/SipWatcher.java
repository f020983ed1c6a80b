package io.qsa.pa.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.pa.agent.View;
import io.qsa.pa.agent.Watcher;
import io.qsa.pa.agent.Watching;
import io.qsa.pa.journal.Kind;
import io.qsa.sip.HeaderParameters;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.EventRequest;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.ServedSubscription;
import io.qsa.sip.notifier.SubscriptionOwner;

/**
 * A SIP user agent that watches: what the agent and the journal have to do with a {@link ServedSubscription}. Guarded by
 * its monitor.
 */
final class SipWatcher implements Watcher, SubscriptionOwner {
    /** Of the NOTIFYs to a watcher that may see no status. */
    private static final String TAG_OF_NOTHING = "0";

    private final SipWatchers all;
    private final String entity;
    private final EventPackage eventPackage;
    private final NotifyBody body;
    private final String watcherUri;
    private final ServedSubscription subscription;

    private View newest;
    private Instant expiresAt;
    private long storedCseq;
    private String storedTarget = "";
    private Optional<Watching> watching = Optional.empty();

    /**
     * @param entity the URI that was subscribed to
     * @param event the Event header of its NOTIFYs; an {@link IllegalArgumentException} if it is of no known package
     */
    SipWatcher(SipWatchers all, SipDialog dialog, String entity, String event) {
        this.all = all;
        this.entity = entity;
        this.eventPackage = EventPackage.named(HeaderParameters.valueOf(event))
                .orElseThrow(() -> new IllegalArgumentException("no event package that is known"));
        this.body = eventPackage.newBody();
        this.watcherUri = dialog.remoteUri();
        this.subscription = new ServedSubscription(this, all.endpoint(), all.timers(), dialog, event);
    }

    private String tag() {
        return subscription.dialog().localTag();
    }

    /** Accepts the request that made the dialog: the answer leaves before the first NOTIFY. */
    synchronized void open(IncomingRequest incoming, Duration granted) {
        accept(incoming, granted, true);
    }

    /** A SUBSCRIBE inside the dialog: a refresh, or the end. A refused one leaves no trace. */
    synchronized void onSubscribe(IncomingRequest incoming, EventRequest asked) throws Refusal {
        if (!Entities.isFrom(asked.request(), watcherUri)) {
            throw Refusal.of(asked.request(), 481);
        }
        subscription.requireInOrder(asked);
        Duration granted = all.granted(asked);
        subscription.receive(asked.request());
        accept(incoming, granted, false);
    }

    private void accept(IncomingRequest incoming, Duration granted, boolean first) {
        expiresAt = all.timers().time().plus(granted);
        if (granted.isZero()) {
            forget();
        } else {
            keep(first);
        }
        all.journal().whenStored(() -> onStored(incoming, granted));
    }

    private synchronized void onStored(IncomingRequest incoming, Duration granted) {
        if (subscription.isEnding()) {
            incoming.respond(481);
            return;
        }
        body.beginAnew();
        subscription.accept(incoming, granted);
        watch();
    }

    /** It is there again after a restart, until then or until a moment ago; it is told when it {@link #watch watches}. */
    synchronized void restore(Instant until) {
        Duration left = Duration.between(all.timers().time(), until);
        expiresAt = until;
        storedCseq = subscription.dialog().localCseq();
        storedTarget = subscription.dialog().remoteTarget();
        subscription.restore(left.isNegative() ? Duration.ZERO : left);
    }

    /** Hears of the entity from now on. */
    synchronized void watch() {
        if (watching.isEmpty()) {
            watching = Optional.of(
                    switch (eventPackage) {
                        case PRESENCE -> all.agent().watch(entity, this);
                        case WATCHER_INFORMATION -> all.agent().watchWatchers(entity, this);
                    });
        }
    }

    /** Puts it into the journal as it is. */
    synchronized void keep(boolean fresh) {
        if (!eventPackage.outlivesRestart()) {
            return;
        }
        SipDialog dialog = subscription.dialog();
        Instant until = expiresAt;
        storedCseq = DialogRecord.reservedCseq(dialog);
        storedTarget = dialog.remoteTarget();
        all.journal()
                .put(
                        Kind.SUBSCRIPTION,
                        tag(),
                        fresh,
                        () -> DialogRecord.of(dialog, entity, subscription.event(), until));
    }

    private void forget() {
        all.journal().remove(Kind.SUBSCRIPTION, tag());
    }

    @Override
    public synchronized void onDialog(SipDialog dialog) {
        if (dialog.localCseq() > storedCseq - DialogRecord.RESERVE / 2
                || !dialog.remoteTarget().equals(storedTarget)) {
            keep(false);
        }
    }

    @Override
    public boolean isInternal() {
        return false;
    }

    @Override
    public String uri() {
        return watcherUri;
    }

    @Override
    public synchronized void onStatus(View view) {
        newest = view;
        body.onStatus(view.document());
        subscription.onStatus();
    }

    @Override
    public synchronized void onPending() {
        subscription.onPending();
    }

    @Override
    public synchronized void onRejected() {
        subscription.onRejected();
    }

    @Override
    public synchronized void onGone() {
        subscription.onGone();
    }

    /** The presence agent goes. */
    synchronized void onStop() {
        forget();
        subscription.onStop();
    }

    @Override
    public synchronized SipRequest withStatus(SipRequest notify) {
        Document next = body.next(newest.document());
        return notify.withBody(next.contentType(), next.bytes());
    }

    @Override
    public synchronized void onNotTaken() {
        body.beginAnew();
    }

    @Override
    public synchronized Optional<String> entityTag(boolean withStatus) {
        if (!body.isWhole()) {
            return Optional.empty();
        }
        return Optional.of(withStatus ? newest.entityTag() : TAG_OF_NOTHING);
    }

    @Override
    public Duration interval() {
        return all.agent().settings().notifyInterval();
    }

    @Override
    public Duration patience() {
        return all.agent().settings().pendingTimeout();
    }

    @Override
    public boolean ignoresUnanswered() {
        return all.agent().settings().ignores408OnNotify();
    }

    @Override
    public synchronized void onOver(String reason) {
        watching.ifPresent(present -> present.close(reason));
        forget();
        all.remove(tag());
    }
}
