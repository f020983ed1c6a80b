package io.qsa.pa.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.Document;
import io.qsa.pa.agent.Watcher;
import io.qsa.pa.agent.Watching;
import io.qsa.pa.journal.Kind;
import io.qsa.pa.store.StoredSubscription;
import io.qsa.pa.timer.Timers.Timer;
import io.qsa.sip.HeaderParameters;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** A SIP user agent that watches: dialog and timers around a {@link SipSubscription}. Guarded by its monitor. */
final class SipWatcher implements Watcher, Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(SipWatcher.class);

    private final SipWatchers all;
    private final String entity;
    private final EventPackage eventPackage;
    private final String event;
    private final NotifyBody body;
    private final String watcherUri;
    private final SipSubscription subscription;

    private SipDialog dialog;
    private Instant expiresAt;
    private long storedCseq;
    private Optional<Watching> watching = Optional.empty();
    private Timer expiry = Timer.NONE;
    private Timer wait = Timer.NONE;

    /**
     * @param entity the URI that was subscribed to
     * @param event the Event header of its NOTIFYs; an {@link IllegalArgumentException} if it is of no known package
     */
    SipWatcher(SipWatchers all, SipDialog dialog, String entity, String event) {
        this.all = all;
        this.dialog = dialog;
        this.entity = entity;
        this.eventPackage = EventPackage.named(HeaderParameters.valueOf(event))
                .orElseThrow(() -> new IllegalArgumentException("no event package that is known"));
        this.event = event;
        this.body = eventPackage.newBody();
        this.watcherUri = dialog.remoteUri();
        this.subscription = new SipSubscription("SIP watcher " + dialog.localTag(), this);
    }

    /** Accepts the request that made the dialog: the answer leaves before the first NOTIFY. */
    synchronized void open(IncomingRequest incoming, Duration granted) {
        accept(incoming, granted, true);
    }

    /** A SUBSCRIBE inside the dialog: a refresh, or the end. A refused one leaves no trace. */
    synchronized void onSubscribe(IncomingRequest incoming, EventRequest asked) throws Refusal {
        SipRequest request = incoming.request();
        boolean isOurs = dialog.matches(request) && asked.isFrom(watcherUri) && event.equals(asked.event());
        if (subscription.isEnding() || !isOurs) {
            throw Refusal.of(request, 481);
        }
        if (request.cseq() <= dialog.remoteCseq()) {
            throw Refusal.of(request, 500);
        }
        Duration granted = all.granted(asked);
        if (!request.elements("Contact").isEmpty()) {
            asked.requireContact();
        }
        dialog = dialog.received(request);
        accept(incoming, granted, false);
    }

    private void accept(IncomingRequest incoming, Duration granted, boolean first) {
        expiresAt = all.timers().now().plus(granted);
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
        incoming.respond(SipResponse.to(incoming.request(), 200)
                .withToTag(dialog.localTag())
                .with("Expires", String.valueOf(granted.toSeconds())));
        body.onSubscribe();
        subscription.onSubscribe(granted, all.timers().now());
        watch();
    }

    /** It is there again after a restart, until then or until a moment ago; it is told when it {@link #watch watches}. */
    synchronized void restore(Instant until) {
        Duration left = Duration.between(all.timers().now(), until);
        expiresAt = until;
        storedCseq = dialog.localCseq();
        subscription.onSubscribe(
                left.isNegative() ? Duration.ZERO : left, all.timers().now());
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
        StoredSubscription stored = DialogRecord.of(dialog, entity, event, expiresAt);
        storedCseq = stored.dialog().localCseq();
        all.journal().put(Kind.SUBSCRIPTION, dialog.localTag(), fresh, () -> stored);
    }

    private void forget() {
        all.journal().remove(Kind.SUBSCRIPTION, dialog.localTag());
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
    public synchronized void onStatus(Document document) {
        body.onStatus(document);
        subscription.onStatus(document, all.timers().now());
    }

    @Override
    public synchronized void onPending() {
        subscription.onPending(all.timers().now());
    }

    @Override
    public synchronized void onRejected() {
        subscription.onRejected(all.timers().now());
    }

    @Override
    public synchronized void onGone() {
        subscription.onGone(all.timers().now());
    }

    private synchronized void onExpired() {
        subscription.onExpired(all.timers().now());
    }

    private synchronized void onWaited() {
        subscription.onWaited(all.timers().now());
    }

    /** The presence agent goes. */
    synchronized void onStop() {
        forget();
        subscription.onStop(all.timers().now());
    }

    private synchronized void onResponse(SipResponse response) {
        dialog = dialog.withLocalCseq(Math.max(dialog.localCseq(), response.cseq()));
        if (response.isSuccess()) {
            followContact(response);
        }
        subscription.onAnswer(
                NotifyOutcome.of(response),
                NotifyOutcome.retryAfter(response),
                all.agent().settings().ignores408OnNotify(),
                all.timers().now());
    }

    private void followContact(SipResponse response) {
        try {
            SipDialog refreshed = dialog.refreshedBy(response);
            boolean moved = !refreshed.remoteTarget().equals(dialog.remoteTarget());
            dialog = refreshed;
            if (moved) {
                keep(false);
            }
        } catch (IllegalArgumentException malformed) {
            LOG.debug("{}: no usable Contact in the answer to NOTIFY", dialog.localTag());
        }
    }

    @Override
    public void sendNotify(String subscriptionState) {
        send(nextNotify(subscriptionState));
    }

    @Override
    public void sendNotify(String subscriptionState, Document status) {
        Document next = body.next(status);
        send(nextNotify(subscriptionState).withBody(next.contentType(), next.bytes()));
    }

    private SipRequest nextNotify(String subscriptionState) {
        dialog = dialog.advanced();
        if (dialog.localCseq() > storedCseq - DialogRecord.RESERVE / 2) {
            keep(false);
        }
        return dialog.request("NOTIFY").with("Event", event).with("Subscription-State", subscriptionState);
    }

    private void send(SipRequest notify) {
        all.endpoint().send(notify, this::onResponse);
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
    public void armExpiry(Duration duration) {
        expiry.cancel();
        expiry = all.timers().start(duration, this::onExpired);
    }

    @Override
    public void armWait(Duration duration) {
        wait.cancel();
        wait = all.timers().start(duration, this::onWaited);
    }

    @Override
    public void finish() {
        expiry.cancel();
        wait.cancel();
        watching.ifPresent(present -> present.close(subscription.endReason()));
        forget();
        all.remove(dialog.localTag());
    }
}
