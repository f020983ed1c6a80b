package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.presence.b2b.internal.machine.Answer;
import io.qsa.presence.b2b.internal.machine.Outbox;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.spi.NotifierSubscription;

/**
 * The middle layer of a {@link SipLeg}: the SUBSCRIBEs that it sends, and their answers. Guarded by the monitor of the
 * leg. All layers are one object, because there may be a million of them.
 */
abstract sealed class LegTraffic extends LegAlarm implements Outbox permits LegDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(LegTraffic.class);

    final SipSide side;
    final NotifierSubscription subscription;
    private final ServedPackage eventPackage;

    /** Null while there is none. */
    LegDialog dialog;
    /** The SUBSCRIBE that waits for its answer; null if there is none. */
    PendingSubscribe exchange;
    /** Null as long as there is nothing of the kind. */
    private Elsewhere elsewhere;

    LegTraffic(SipSide side, NotifierSubscription subscription, ServedPackage eventPackage) {
        this.side = side;
        this.subscription = subscription;
        this.eventPackage = eventPackage;
    }

    /** The final answer to a SUBSCRIBE, on a thread of the endpoint. */
    abstract void answered(PendingSubscribe answered, SipResponse response);

    /** The subject of the subscription. Made for each call, because it is not needed while the dialog is idle. */
    final Subject subject() {
        return new Subject(subscription.request(), eventPackage);
    }

    /** How long to wait for an answer. */
    final Duration patience() {
        return Duration.ofMillis(policy().timing().failover());
    }

    // Time

    final long now() {
        return side.timers().now();
    }

    // Sending

    @Override
    public final long expiration() {
        return policy().timing().expirationSeconds().orElse(eventPackage.expirationSeconds());
    }

    @Override
    public final RetryPolicy policy() {
        return side.policy();
    }

    @Override
    public final void sendAgain(long expires) {
        if (dialog.state().isEstablished()) {
            sendInDialog(expires);
        } else {
            sendInitial(expires);
        }
    }

    @Override
    public final void sendToAlternative(long expires) {
        count(B2bCounter.REDIRECTS_FOLLOWED);
        dialog.redirectTo(redirects().next());
        sendInitial(expires);
    }

    final void sendInitial(long expires) {
        count(B2bCounter.SUBSCRIBES_SENT);
        send(subject().initial(dialog.advance(), side.settings(), expires), true);
    }

    @Override
    public final boolean sendRefresh(long expires) {
        if (!dialog.hasNumbersLeft()) {
            return false;
        }
        count(B2bCounter.REFRESHES_SENT);
        SipRequest refresh = subject().inDialog(dialog.advance(), side.settings(), expires);
        send(
                dialog.entityTag()
                        .map(tag -> refresh.with("Suppress-If-Match", tag))
                        .orElse(refresh),
                false);
        return true;
    }

    @Override
    public final boolean sendUnsubscribe() {
        boolean known = dialog.state().isEstablished();
        if (known) {
            count(B2bCounter.UNSUBSCRIBES_SENT);
            sendInDialog(0);
        }
        return known;
    }

    @Override
    public final boolean hasOtherRoute() {
        return elsewhere instanceof OtherRoute;
    }

    @Override
    public final boolean sendByOtherRoute(long expires) {
        if (!hasOtherRoute() || !dialog.hasNumbersLeft()) {
            return false;
        }
        count(B2bCounter.OTHER_ROUTES_TRIED);
        elsewhere = new OtherRoute(dialog.goBy(((OtherRoute) elsewhere).route()));
        sendInDialog(expires);
        return true;
    }

    private void sendInDialog(long expires) {
        send(subject().inDialog(dialog.advance(), side.settings(), expires), false);
    }

    private void send(SipRequest request, boolean initial) {
        overtakeExchange();
        exchange = new PendingSubscribe(this, dialog.state(), initial, side.endpoint());
        transmit(request, exchange);
    }

    final void overtakeExchange() {
        if (exchange != null) {
            exchange.overtake();
        }
    }

    /** Ends a subscription at the peer without waiting for anything. */
    final void endUnheard(SipDialog abandoned) {
        count(B2bCounter.UNSUBSCRIBES_SENT);
        SipDialog last = abandoned.advanced();
        transmit(subject().inDialog(last, side.settings(), 0), response -> {});
    }

    /** Sends a request. A failure is reported as a response, on another thread, like any response. */
    private void transmit(SipRequest request, ResponseListener listener) {
        try {
            SipEndpoint endpoint =
                    side.endpoint().orElseThrow(() -> new IllegalStateException("there is no SIP endpoint"));
            endpoint.send(request, listener);
        } catch (RuntimeException e) {
            // Also for a bug of the endpoint, because otherwise the machine would wait without end.
            LOG.debug("{}: {} was not sent", subscription.id(), request.method(), e);
            SipResponse failure = SipResponse.local(request, 503, "not sent");
            side.timers().execute(() -> listener.onResponse(failure));
        }
    }

    // Answers

    final void countAnswer(SipResponse response) {
        if (response.isLocal()) {
            count(B2bCounter.ANSWERS_MISSING);
        } else {
            count(response.isSuccess() ? B2bCounter.ANSWERS_ACCEPTED : B2bCounter.ANSWERS_REFUSED);
        }
    }

    /** Applies a final response to the dialog, and returns the part for the machine. */
    final Answer absorb(PendingSubscribe answered, SipResponse response) {
        dialog.answered(response);
        Answer answer = AnswerReader.read(response);
        if (!answered.isInitial()) {
            return answer;
        }
        if (answer.isRedirection()) {
            redirects().add(response);
        }
        boolean goesOn = elsewhere instanceof Redirects && redirects().hasNext() && !answer.isFinalEverywhere();
        return goesOn ? answer.withAlternative() : answer;
    }

    private Redirects redirects() {
        if (!(elsewhere instanceof Redirects)) {
            elsewhere = new Redirects(
                    dialog.state().remoteTarget(), side.settings().peer().redirectDomains(), side.tolerances());
        }
        return (Redirects) elsewhere;
    }

    /** A response has another route to the peer than the route set of the dialog. */
    final void learnOtherRoute(List<String> route) {
        elsewhere = new OtherRoute(route);
    }

    /** A late answer: if it reveals a subscription at the peer, that is ended. */
    final void answeredTooLate(PendingSubscribe answered, SipResponse response) {
        if (dialog != null && answered.isOf(dialog)) {
            return;
        }
        answered.orphan(response).ifPresent(orphan -> {
            count(B2bCounter.ORPHANS_ENDED);
            endUnheard(orphan);
        });
    }

    /** Forgets the dialog, the SUBSCRIBE in flight and the redirections. */
    final void forgetTraffic() {
        dialog = null;
        exchange = null;
        elsewhere = null;
    }

    // Counting and logging

    @Override
    public final void count(B2bCounter counter) {
        side.counters().count(counter);
    }

    @Override
    public final void moved(State from, State to, String cause) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}: {} -> {}, {}", subscription.id(), from, to, cause);
        }
    }
}
