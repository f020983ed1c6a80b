package io.qsa.pa.sip;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.Document;
import io.qsa.pa.agent.Watcher;
import io.qsa.pa.agent.Watching;
import io.qsa.pa.timer.Timers.Timer;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** A SIP user agent that watches: dialog and timers around a {@link SipSubscription}. Guarded by its monitor. */
final class SipWatcher implements Watcher, Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(SipWatcher.class);

    private final SipWatchers all;
    private final String event;
    private final String watcherUri;
    private final SipSubscription subscription;

    private SipDialog dialog;
    private Watching watching;
    private Timer expiry = Timer.NONE;
    private Timer wait = Timer.NONE;

    /** @param event the Event header of its NOTIFYs */
    SipWatcher(SipWatchers all, SipDialog dialog, String event) {
        this.all = all;
        this.dialog = dialog;
        this.event = event;
        this.watcherUri = dialog.remoteUri();
        this.subscription = new SipSubscription("SIP watcher " + dialog.localTag(), this);
    }

    /** Accepts the request that made the dialog: the answer leaves before the first NOTIFY. */
    synchronized void open(IncomingRequest incoming, Duration granted) {
        accept(incoming, granted);
        watching = all.agent().watch(incoming.request().requestUri(), this);
    }

    /** A SUBSCRIBE inside the dialog: a refresh, or the end. A refused one leaves no trace. */
    synchronized void onSubscribe(IncomingRequest incoming, EventRequest asked) throws Refusal {
        SipRequest request = incoming.request();
        if (subscription.isEnding() || !dialog.matches(request) || !event.equals(asked.event())) {
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
        accept(incoming, granted);
    }

    private void accept(IncomingRequest incoming, Duration granted) {
        incoming.respond(SipResponse.to(incoming.request(), 200)
                .withToTag(dialog.localTag())
                .with("Expires", String.valueOf(granted.toSeconds())));
        subscription.onSubscribe(granted, all.timers().now());
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
            dialog = dialog.refreshedBy(response);
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
        send(nextNotify(subscriptionState).withBody(status.contentType(), status.bytes()));
    }

    private SipRequest nextNotify(String subscriptionState) {
        dialog = dialog.advanced();
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
        watching.close();
        all.remove(dialog.localTag());
    }
}
