package io.qsa.sip.notifier;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.spi.timer.Alarm;
import io.qsa.spi.timer.Timers;

/**
 * One subscription of a SIP user agent that is served here: its dialog, its timers, and which NOTIFY is sent when.
 * Guarded by the monitor of its owner, which callers hold.
 */
public final class ServedSubscription {
    private static final Logger LOG = LoggerFactory.getLogger(ServedSubscription.class);

    private final SubscriptionOwner owner;
    private final SipEndpoint endpoint;
    private final Timers timers;
    private final String event;
    private final SipSubscription subscription;
    private final Alarm expiry = Alarm.of(this::onExpired);
    private final Alarm wait = Alarm.of(this::onWaited);

    private SipDialog dialog;
    private Condition condition = Condition.NONE;

    /** @param event the Event header of its NOTIFYs */
    public ServedSubscription(
            SubscriptionOwner owner, SipEndpoint endpoint, Timers timers, SipDialog dialog, String event) {
        this.owner = owner;
        this.endpoint = endpoint;
        this.timers = timers;
        this.dialog = dialog;
        this.event = event;
        this.subscription = new SipSubscription("SIP watcher " + dialog.localTag(), new Sender());
    }

    public SipDialog dialog() {
        return dialog;
    }

    /** The Event header of its NOTIFYs: the package, and the id if there is one. */
    public String event() {
        return event;
    }

    /** Refuses a SUBSCRIBE that is not of this subscription, or comes out of order. A refused one leaves no trace. */
    public void requireInOrder(EventRequest asked) throws Refusal {
        SipRequest request = asked.request();
        if (subscription.isEnding() || !dialog.matches(request) || !event.equals(asked.event())) {
            throw Refusal.of(request, 481);
        }
        if (request.cseq() <= dialog.remoteCseq()) {
            throw Refusal.of(request, 500);
        }
        if (!request.elements("Contact").isEmpty()) {
            asked.requireContact();
        }
    }

    /** Takes a SUBSCRIBE that is in order into the dialog, to {@link #accept} it. */
    public void receive(SipRequest request) {
        dialog = dialog.received(request);
    }

    /** Answers a SUBSCRIBE, the first one or a refresh, with 200. */
    public void accept(IncomingRequest incoming, Duration granted) {
        accept(incoming, SipResponse.to(incoming.request(), 200), granted);
    }

    /**
     * Answers a SUBSCRIBE, the first one or a refresh: the answer leaves before the NOTIFY. Inside the dialog it is 204 and
     * no NOTIFY, if the watcher says that it knows what it would hear (RFC 5839 section 6.3).
     */
    public void accept(IncomingRequest incoming, SipResponse answer, Duration granted) {
        condition = Condition.of(incoming.request());
        boolean isQuiet = subscription.isSettled(now()) && condition.isMetBy(owner.entityTag(subscription.isShown()));
        incoming.respond((isQuiet ? SipResponse.to(incoming.request(), 204) : answer)
                .withToTag(dialog.localTag())
                .with("Expires", String.valueOf(granted.toSeconds())));
        if (isQuiet) {
            condition = Condition.NONE;
            subscription.onQuietSubscribe(granted, now());
        } else {
            subscription.onSubscribe(granted, now());
        }
    }

    /** It is there again after a restart, and is told when the status is known. */
    public void restore(Duration left) {
        subscription.onSubscribe(left, now());
    }

    /** The status is another one, or the watcher may see it now. */
    public void onStatus() {
        subscription.onStatus(now());
    }

    /** Nobody has decided whether the watcher may see the status. */
    public void onPending() {
        subscription.onPending(now());
    }

    /** The watcher may see nothing any more. */
    public void onRejected() {
        subscription.onRejected(now());
    }

    /** There is no such resource any more. */
    public void onGone() {
        subscription.onGone(now());
    }

    /** The notifier goes. */
    public void onStop() {
        subscription.onStop(now());
    }

    /** Whether it takes no SUBSCRIBE any more. */
    public boolean isEnding() {
        return subscription.isEnding();
    }

    private Instant now() {
        return timers.time();
    }

    private void onExpired() {
        synchronized (owner) {
            subscription.onExpired(now());
        }
    }

    private void onWaited() {
        synchronized (owner) {
            subscription.onWaited(now());
        }
    }

    private void onResponse(SipResponse response) {
        synchronized (owner) {
            if (response.cseq() > dialog.localCseq()) {
                dialog = dialog.withLocalCseq(response.cseq());
            }
            if (response.isSuccess() && response.header("Contact").isPresent()) {
                followContact(response);
            }
            NotifyOutcome outcome = NotifyOutcome.of(response);
            if (outcome != NotifyOutcome.TAKEN) {
                owner.onNotTaken();
            }
            subscription.onAnswer(outcome, NotifyOutcome.retryAfter(response), owner.ignoresUnanswered(), now());
        }
    }

    private void followContact(SipResponse response) {
        try {
            SipDialog refreshed = dialog.refreshedBy(response);
            boolean moved = !refreshed.remoteTarget().equals(dialog.remoteTarget());
            dialog = refreshed;
            if (moved) {
                owner.onDialog(dialog);
            }
        } catch (IllegalArgumentException malformed) {
            LOG.debug("{}: no usable Contact in the answer to NOTIFY", dialog.localTag());
        }
    }

    /** Does what the machine wants done. Guarded like it. */
    private final class Sender implements Outbox {
        @Override
        public void sendNotify(String subscriptionState, boolean withStatus) {
            dialog = dialog.advanced();
            owner.onDialog(dialog);
            Optional<String> tag = owner.entityTag(withStatus);
            boolean withBody = withStatus && !condition.isMetBy(tag);
            condition = Condition.NONE;
            SipRequest notify = notify(subscriptionState, tag);
            endpoint.send(withBody ? owner.withStatus(notify) : notify, ServedSubscription.this::onResponse);
        }

        private SipRequest notify(String subscriptionState, Optional<String> tag) {
            SipRequest notify = dialog.request("NOTIFY").with("Event", event, "Subscription-State", subscriptionState);
            return tag.map(value -> notify.with("SIP-ETag", value)).orElse(notify);
        }

        @Override
        public Duration interval() {
            return owner.interval();
        }

        @Override
        public Duration patience() {
            return owner.patience();
        }

        @Override
        public void armExpiry(Duration duration) {
            timers.set(expiry, duration);
        }

        @Override
        public void armWait(Duration duration) {
            timers.set(wait, duration);
        }

        @Override
        public void finish() {
            timers.cancel(expiry);
            timers.cancel(wait);
            owner.onOver(subscription.endReason());
        }
    }
}
