package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.timer.Timers;
import io.qsa.sip.DialogLimits;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;

/**
 * One subscription of a SIP user agent that is served here: its dialog, its alarm, and which NOTIFY is sent when. The
 * subclass, the outer layer of this object, supplies the status. Guarded by its monitor, which callers hold and which is held
 * in each call to the subclass; these must not block.
 */
public abstract class ServedSubscription extends SipSubscription {
    private static final Logger LOG = LoggerFactory.getLogger(ServedSubscription.class);

    /** Miscellaneous warnings for a human being (RFC 3261 section 20.43). */
    private static final String ONE_SUBSCRIPTION = "399 qsa \"Another Event needs a dialog of its own\"";

    private final String event;
    private SipDialog dialog;
    /** The CSeq number of the last NOTIFY. Not in the dialog, where each NOTIFY would make a new object. */
    private int cseq;

    /** Where the last SUBSCRIBE was received, whose answer has its Contact; null after a restart. */
    private ListeningPoint receivedAt;

    private SuppressIfMatch condition = SuppressIfMatch.NONE;

    /** @param event the Event header of its NOTIFYs */
    protected ServedSubscription(SipDialog dialog, String event) {
        this.dialog = dialog;
        this.cseq = (int) dialog.localCseq();
        this.event = event;
    }

    protected abstract SipEndpoint endpoint();

    protected abstract Timers timers();

    /** The content of the next NOTIFY that has the status. */
    protected abstract Content status();

    /** What a NOTIFY has that may not show the status; empty for nothing. */
    protected Optional<Content> withoutStatus() {
        return Optional.empty();
    }

    /** The entity tag of {@link #status} or, without it, of a NOTIFY that has no status. */
    protected Optional<String> entityTag(boolean withStatus) {
        return Optional.empty();
    }

    /** The dialog has changed: a request is about to be sent in it, or the remote target is another one. */
    protected void onDialog() {}

    /** The last NOTIFY was not accepted, so the watcher may have missed it: the next one must be complete. */
    protected void onNotTaken() {}

    /** Whether the subscription continues if the watcher does not answer a NOTIFY. */
    protected abstract boolean ignoresUnanswered();

    /**
     * The subscription has ended, and its last NOTIFY is answered or has failed. This is the last call.
     *
     * @param reason as in Subscription-State
     */
    protected abstract void onOver(String reason);

    public final SipDialog dialog() {
        return dialog.withLocalCseq(cseq);
    }

    /** The local tag of the dialog. */
    public final String tag() {
        return dialog.localTag();
    }

    final boolean isOfTag(String tag) {
        return dialog.isOfLocalTag(tag);
    }

    /** The URI of the watcher. */
    public final String remoteUri() {
        return dialog.remoteUri();
    }

    /** The CSeq number of the last NOTIFY. */
    public final long cseq() {
        return cseq;
    }

    /** The target of NOTIFYs. */
    public final String remoteTarget() {
        return dialog.remoteTarget();
    }

    /** The Event header of its NOTIFYs: the package, and the id if there is one. */
    public final String event() {
        return event;
    }

    /** Refuses a SUBSCRIBE of another subscription, or one that is out of order. A refused one changes nothing. */
    public final void requireInOrder(EventRequest asked) throws Refusal {
        SipRequest request = asked.request();
        if (isEnding() || !dialog.matches(request)) {
            throw Refusal.of(request, 481);
        }
        if (!event.equals(asked.event())) {
            // One dialog is one subscription (RFC 6665 section 4.5.2); 481 would end the one that is there.
            throw Refusal.of(request, 403, "Warning", ONE_SUBSCRIPTION);
        }
        if (request.cseq() <= dialog.remoteCseq()) {
            throw Refusal.of(request, 500);
        }
        if (!request.elements("Contact").isEmpty()) {
            asked.requireContact();
        }
    }

    /** Applies a SUBSCRIBE that is in order to the dialog, before {@link #accept}. */
    public final void receive(SipRequest request) {
        dialog = dialog.received(request);
    }

    /** Answers a SUBSCRIBE, the first one or a refresh, with 200. */
    public final void accept(IncomingRequest incoming, Duration granted) {
        accept(incoming, SipResponse.to(incoming.request(), 200), granted);
    }

    /**
     * Answers a SUBSCRIBE, the first one or a refresh; the answer is sent before the NOTIFY. Inside the dialog it is
     * 204 without a NOTIFY, if the watcher already has the present status (RFC 5839 section 6.3).
     */
    public final void accept(IncomingRequest incoming, SipResponse answer, Duration granted) {
        receivedAt = incoming.listeningPoint();
        condition = SuppressIfMatch.of(incoming.request());
        boolean isQuiet =
                condition != SuppressIfMatch.NONE && isSettled(now()) && condition.isMetBy(entityTag(isShown()));
        incoming.respond((isQuiet ? SipResponse.to(incoming.request(), 204) : answer)
                .withToTag(dialog.localTag())
                .withRecordRouteOf(incoming.request())
                .with("Expires", String.valueOf(granted.toSeconds())));
        if (isQuiet) {
            onQuietSubscribe(granted, now());
        } else {
            onSubscribe(granted, now());
        }
    }

    /** Restores it after a restart; the first NOTIFY is sent when the status is known. */
    public final void restore(Duration left) {
        onSubscribe(left, now());
    }

    /** The status has changed, or the watcher may see it now. */
    public final void onStatus() {
        onStatus(now());
    }

    /** The watcher is pending: it is not decided whether it may see the status. */
    protected final void tellPending() {
        onPending(now());
    }

    /** The watcher may not see the status any more. */
    protected final void tellRejected() {
        onRejected(now());
    }

    /** The resource does not exist any more. */
    protected final void tellGone() {
        onGone(now());
    }

    /** The notifier stops. */
    protected final void tellStop() {
        onStop(now());
    }

    private long now() {
        return timers().now();
    }

    /** Its alarm. */
    @Override
    public final void ring() {
        synchronized (this) {
            onRing(now());
        }
    }

    private synchronized void onResponse(SipResponse response) {
        cseq = (int) response.raisedCseq(cseq);
        if (response.isSuccess() && response.header("Contact").isPresent()) {
            followContact(response);
        }
        NotifyOutcome outcome = NotifyOutcome.of(response);
        if (outcome != NotifyOutcome.TAKEN) {
            onNotTaken();
        }
        onAnswer(outcome, NotifyOutcome.retryAfter(response), ignoresUnanswered(), now());
    }

    /** Some peers echo header fields: our own Contact in their answer is not their address. */
    private void followContact(SipResponse response) {
        if (dialog.isFromRemoteTarget(response)) {
            return;
        }
        List<String> contacts = response.elements("Contact");
        if (contacts.isEmpty() || !DialogLimits.isAddress(contacts.get(0))) {
            LOG.debug("{}: no usable Contact in the answer to NOTIFY", dialog.localTag());
            return;
        }
        SipDialog refreshed = dialog.refreshedBy(response);
        if (!isOurOwn(refreshed.remoteTarget()) && !refreshed.remoteTarget().equals(dialog.remoteTarget())) {
            dialog = refreshed;
            onDialog();
        }
    }

    private boolean isOurOwn(String target) {
        SipUri uri = SipUri.parse(target);
        OptionalInt port = uri.port().isPresent() ? uri.port() : OptionalInt.of(uri.isSecure() ? 5061 : 5060);
        for (ListeningPoint point : endpoint().listeningPoints()) {
            SipUri own = point.uri();
            if (own.host().equals(uri.targetHost()) && own.port().equals(port)) {
                return true;
            }
        }
        return false;
    }

    @Override
    final void sendNotify(String subscriptionState, boolean withStatus) {
        cseq++;
        onDialog();
        SipRequest notify = notify(subscriptionState, withStatus);
        endpoint().send(receivedAt == null ? notify : notify.leavingFrom(receivedAt), this::onResponse);
    }

    private SipRequest notify(String subscriptionState, boolean withStatus) {
        List<String> headers = new ArrayList<>(8);
        headers.addAll(List.of("Event", event, "Subscription-State", subscriptionState));
        Optional<Content> content = withStatus ? Optional.of(status()) : withoutStatus();
        if (content.isEmpty()) {
            addTag(headers, entityTag(false));
            return dialog.request("NOTIFY", cseq, headers);
        }
        return notify(headers, content.get());
    }

    private SipRequest notify(List<String> headers, Content content) {
        addTag(headers, content.entityTag());
        headers.addAll(content.headers());
        SipRequest notify = dialog.request("NOTIFY", cseq, headers);
        if (condition.isMetBy(content.entityTag())) {
            return notify;
        }
        // The watcher knows another status from here on, so that the condition can be true no more (RFC 5839 section
        // 5.2).
        condition = SuppressIfMatch.NONE;
        return notify.with(content.body());
    }

    @Override
    final boolean isSuppressed() {
        return condition != SuppressIfMatch.NONE && condition.isMetBy(entityTag(isShown()));
    }

    private static void addTag(List<String> headers, Optional<String> tag) {
        if (tag.isPresent()) {
            headers.add("SIP-ETag");
            headers.add(tag.get());
        }
    }

    @Override
    final void arm(long millis) {
        timers().set(this, millis);
    }

    @Override
    final void finish() {
        timers().cancel(this);
        onOver(endReason());
    }

    @Override
    public final String toString() {
        return "SIP watcher " + tag();
    }
}
