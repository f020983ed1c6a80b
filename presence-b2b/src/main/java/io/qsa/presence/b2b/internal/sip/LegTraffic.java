package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.presence.b2b.internal.machine.Answer;
import io.qsa.presence.b2b.internal.machine.Outbox;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.metrics.Counter;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.spi.NotifierSubscription;

/**
 * The middle layer of a {@link SipLeg}: the SUBSCRIBEs that it sends, and what their answers say. Guarded by the monitor
 * of the leg. The layers are one object, since there may be a million of it.
 */
abstract sealed class LegTraffic extends LegAlarm implements Outbox permits SipLeg {
    private static final Logger LOG = LoggerFactory.getLogger(LegTraffic.class);

    final SipSide side;
    final NotifierSubscription subscription;
    private final ServedPackage eventPackage;

    /** Null while there is none. */
    LegDialog dialog;
    /** The SUBSCRIBE that waits for its answer; null if there is none. */
    Exchange exchange;
    /** Where this attempt was sent on to; null if it was not. */
    private Redirects redirects;

    LegTraffic(SipSide side, NotifierSubscription subscription, ServedPackage eventPackage) {
        this.side = side;
        this.subscription = subscription;
        this.eventPackage = eventPackage;
    }

    /** The final answer to a SUBSCRIBE, on a thread of the endpoint. */
    abstract void answered(Exchange answered, SipResponse response);

    /** What it is about; made when it is asked for, since nobody needs it while a dialog rests. */
    final Subject subject() {
        return new Subject(subscription.request(), eventPackage);
    }

    /** For how long an answer is of use. */
    final Duration patience() {
        return Duration.ofMillis(policy().timing().failover());
    }

    // What is sent

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
        count(Counter.REDIRECTS_FOLLOWED);
        dialog.redirectTo(redirects.next());
        sendInitial(expires);
    }

    final void sendInitial(long expires) {
        count(Counter.SUBSCRIBES_SENT);
        send(subject().initial(dialog.advance(), side.settings(), expires), true);
    }

    @Override
    public final boolean sendRefresh(long expires) {
        if (!dialog.hasNumbersLeft()) {
            return false;
        }
        count(Counter.REFRESHES_SENT);
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
            count(Counter.UNSUBSCRIBES_SENT);
            sendInDialog(0);
        }
        return known;
    }

    private void sendInDialog(long expires) {
        send(subject().inDialog(dialog.advance(), side.settings(), expires), false);
    }

    private void send(SipRequest request, boolean initial) {
        overtakeExchange();
        exchange = new Exchange(this, dialog.state(), initial, side.endpoint());
        transmit(request, exchange);
    }

    final void overtakeExchange() {
        if (exchange != null) {
            exchange.overtake();
        }
    }

    /** Ends a subscription at the peer without waiting for anything. */
    final void endUnheard(SipDialog abandoned) {
        count(Counter.UNSUBSCRIBES_SENT);
        SipDialog last = abandoned.advanced();
        transmit(subject().inDialog(last, side.settings(), 0), response -> {});
    }

    /** A failed send is an answer like others, and comes later like others. */
    private void transmit(SipRequest request, ResponseListener listener) {
        try {
            SipEndpoint endpoint =
                    side.endpoint().orElseThrow(() -> new IllegalStateException("there is no SIP endpoint"));
            endpoint.send(request, listener);
        } catch (RuntimeException e) {
            // A bug of the endpoint too: the subscription must not stay in the middle of what it was about.
            LOG.debug("{}: {} was not sent", subscription.id(), request.method(), e);
            SipResponse failure = SipResponse.local(request, 503, "not sent");
            side.timers().execute(() -> listener.onResponse(failure));
        }
    }

    // What is answered

    final void countAnswer(SipResponse response) {
        if (response.isLocal()) {
            count(Counter.ANSWERS_MISSING);
        } else {
            count(response.isSuccess() ? Counter.ANSWERS_ACCEPTED : Counter.ANSWERS_REFUSED);
        }
    }

    /** Takes over what a final response says about the dialog. */
    final Answer absorb(Exchange answered, SipResponse response) {
        dialog.answered(response);
        Answer answer = AnswerReader.read(response);
        if (!answered.isInitial()) {
            return answer;
        }
        if (answer.isRedirection()) {
            redirects = redirects == null
                    ? new Redirects(
                            dialog.state().remoteTarget(),
                            side.settings().peer().redirectDomains())
                    : redirects;
            redirects.add(response);
        }
        boolean elsewhere = redirects != null && redirects.hasNext() && !answer.isFinalEverywhere();
        return elsewhere ? answer.withAlternative() : answer;
    }

    /** Nobody waits any more: a subscription that the answer speaks of is ended. */
    final void answeredTooLate(Exchange answered, SipResponse response) {
        if (dialog != null && answered.isOf(dialog)) {
            return;
        }
        answered.orphan(response).ifPresent(orphan -> {
            count(Counter.ORPHANS_ENDED);
            endUnheard(orphan);
        });
    }

    /** Forgets what was sent and to whom. */
    final void forgetTraffic() {
        dialog = null;
        exchange = null;
        redirects = null;
    }

    // What is written down

    @Override
    public final void count(Counter counter) {
        side.counters().count(counter);
    }

    @Override
    public final void moved(State from, State to, String cause) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}: {} -> {}, {}", subscription.id(), from, to, cause);
        }
    }
}
