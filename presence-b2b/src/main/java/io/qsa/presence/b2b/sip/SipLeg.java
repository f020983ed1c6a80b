package io.qsa.presence.b2b.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.event.MediaTypes;
import io.qsa.presence.b2b.event.ServedPackage;
import io.qsa.presence.b2b.machine.Admission;
import io.qsa.presence.b2b.machine.Answer;
import io.qsa.presence.b2b.machine.Outbox;
import io.qsa.presence.b2b.machine.State;
import io.qsa.presence.b2b.machine.SubscriptionMachine;
import io.qsa.presence.b2b.machine.SubscriptionState;
import io.qsa.presence.b2b.metrics.Counter;
import io.qsa.presence.b2b.spi.BadBodyException;
import io.qsa.presence.b2b.spi.Reading;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.spi.NotifierSubscription;

/**
 * The SIP leg of one subscription: its machine, its dialog, and what is in flight. Guarded by its monitor; behind it
 * come only the subscription of the broker and the gate.
 */
final class SipLeg implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(SipLeg.class);

    private final SipSide side;
    private final NotifierSubscription subscription;
    private final Subject subject;
    private final SubscriptionMachine machine;
    private final Gate.Pass pass = new Gate.Pass();
    private final LegAlarm alarm = new LegAlarm(this);

    /** Null while there is none. */
    private LegDialog dialog;
    /** The SUBSCRIBE that waits for its answer; null if there is none. */
    private Exchange exchange;
    /** Where this attempt was sent on to; null if it was not. */
    private Redirects redirects;
    /** The document of the NOTIFY that is being handled; null if there is none. */
    private Document arriving;

    SipLeg(SipSide side, NotifierSubscription subscription, Subject subject) {
        this.side = side;
        this.subscription = subscription;
        this.subject = subject;
        this.machine = new SubscriptionMachine(this, side.policy());
    }

    // What happens to it

    void subscribe() {
        enter(machine::onSubscribe);
    }

    void unsubscribe() {
        enter(machine::onUnsubscribe);
    }

    void offline() {
        enter(machine::onOffline);
    }

    void online() {
        enter(machine::onOnline);
    }

    void retimed() {
        enter(machine::onRetimed);
    }

    void reconfigured() {
        enter(machine::onReconfigured);
    }

    void refreshWanted() {
        enter(machine::onRefreshWanted);
    }

    private void enter(LongConsumer input) {
        synchronized (this) {
            input.accept(now());
        }
        side.gate().serve();
    }

    /** Called by the gate when the turn of this leg has come; it may have withdrawn in the meantime. */
    synchronized void admitted() {
        if (side.gate().hasTurn(this)) {
            machine.onAdmitted(now());
        }
    }

    /** Called by its alarm. */
    void ring() {
        synchronized (this) {
            if (!alarm.isDue(now())) {
                return;
            }
            machine.onTimer(now());
        }
        side.gate().serve();
    }

    void answered(Exchange answered, SipResponse response) {
        synchronized (this) {
            if (answered != exchange) {
                answeredTooLate(answered, response);
                return;
            }
            exchange = null;
            side.counters().count(counterOf(response));
            if (response.isLocal() && !answered.isBy(side.endpoint())) {
                reconnect();
            } else {
                machine.onAnswer(absorb(answered, response), now());
            }
            if (exchange == null) {
                side.gate().endTurn(this);
            }
        }
        side.gate().serve();
    }

    /** What failed because its endpoint went away does not wait as what failed on the way. */
    private void reconnect() {
        machine.onOffline(now());
        if (side.endpoint().isPresent()) {
            machine.onOnline(now());
        }
    }

    /** Nobody waits any more: a subscription that the answer speaks of is ended. */
    private void answeredTooLate(Exchange answered, SipResponse response) {
        if (dialog != null && answered.isOf(dialog)) {
            return;
        }
        answered.orphan(response).ifPresent(orphan -> {
            side.counters().count(Counter.ORPHANS_ENDED);
            endUnheard(orphan);
        });
    }

    private static Counter counterOf(SipResponse response) {
        if (response.isLocal()) {
            return Counter.ANSWERS_MISSING;
        }
        return response.isSuccess() ? Counter.ANSWERS_ACCEPTED : Counter.ANSWERS_REFUSED;
    }

    /** Takes over what a final response says about the dialog. */
    private Answer absorb(Exchange answered, SipResponse response) {
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

    // The steps of a NOTIFY that concern the leg; NotifyHandler has their order

    boolean isAddressedBy(SipRequest request) {
        return dialog != null && dialog.isAddressedBy(request);
    }

    boolean isOfEvent(String event, String id) {
        return subject.isOfEvent(event, id);
    }

    LegDialog dialog() {
        return dialog;
    }

    /** The extensions that a NOTIFY needs and its package does not know (RFC 3261 section 8.2.2.3). */
    List<String> unsupported(SipRequest request) {
        return request.elements("Require").stream()
                .filter(tag -> !subject.eventPackage().supported().contains(tag))
                .toList();
    }

    /** Whether the settings forbid its source, since the dialog has another one. */
    boolean isFromElsewhere(IncomingRequest incoming) {
        return side.settings().peer().isCheckingSource() && dialog.isFromElsewhere(incoming);
    }

    boolean isTooLarge(SipRequest request) {
        return request.bodyLength() > side.settings().peer().maxBodySize();
    }

    /** Whether it takes the type of the body; what is not delivered is not looked at. */
    boolean takesType(SipRequest request) {
        return !isDelivered(request)
                || request.contentType()
                        .filter(type -> MediaTypes.matches(type, subject.accept()))
                        .isPresent();
    }

    /** The document of a NOTIFY, if it has one that is delivered. */
    Optional<Reading> read(SipRequest request) throws BadBodyException {
        return isDelivered(request) ? Optional.of(dialog.read(request, subject)) : Optional.empty();
    }

    private boolean isDelivered(SipRequest request) {
        return request.hasBody() && machine.state() != State.PREDESTROYED && machine.state() != State.TERMINATING;
    }

    String accept() {
        return subject.acceptHeader();
    }

    /** Takes a NOTIFY that has passed all checks. */
    void take(IncomingRequest incoming, SubscriptionState state, Optional<Reading> reading) {
        dialog.notifiedBy(incoming, side.settings().peer().isConditional());
        overtakeExchange();
        arriving = reading.flatMap(Reading::document).orElse(null);
        reading.ifPresent(this::absorb);
        machine.onNotify(state, now());
        arriving = null;
    }

    private void absorb(Reading reading) {
        machine.onDocument(reading.hasGap());
        if (reading.hasGap()) {
            dialog.forgetEntityTag();
        }
    }

    // What the machine does

    @Override
    public Admission admit() {
        if (side.endpoint().isEmpty()) {
            return Admission.OFFLINE;
        }
        return target().isEmpty() ? Admission.UNADDRESSABLE : side.gate().admit(this);
    }

    private Optional<String> target() {
        return SipAddress.ofRecord(subject.request().record(), side.settings());
    }

    @Override
    public long expiration() {
        return side.policy()
                .timing()
                .expirationSeconds()
                .orElse(subject.eventPackage().expirationSeconds());
    }

    @Override
    public void sendSubscribe(long expires) {
        String from = SipAddress.ofSubscriber(subject.request().subscriber());
        String to = target().orElse(subject.request().record());
        dialog = new LegDialog(from, to, side.settings().route());
        side.byCallId().put(dialog.state().callId(), this);
        sendInitial(expires);
    }

    @Override
    public void sendAgain(long expires) {
        if (dialog.state().isEstablished()) {
            sendInDialog(expires);
        } else {
            sendInitial(expires);
        }
    }

    @Override
    public void sendToAlternative(long expires) {
        side.counters().count(Counter.REDIRECTS_FOLLOWED);
        dialog.redirectTo(redirects.next());
        sendInitial(expires);
    }

    private void sendInitial(long expires) {
        side.counters().count(Counter.SUBSCRIBES_SENT);
        send(subject.initial(dialog.advance(), side.settings(), expires), true);
    }

    @Override
    public boolean sendRefresh(long expires) {
        if (!dialog.hasNumbersLeft()) {
            return false;
        }
        side.counters().count(Counter.REFRESHES_SENT);
        SipRequest refresh = subject.inDialog(dialog.advance(), side.settings(), expires);
        send(
                dialog.entityTag()
                        .map(tag -> refresh.with("Suppress-If-Match", tag))
                        .orElse(refresh),
                false);
        return true;
    }

    private void sendInDialog(long expires) {
        send(subject.inDialog(dialog.advance(), side.settings(), expires), false);
    }

    @Override
    public boolean sendUnsubscribe() {
        boolean known = dialog.state().isEstablished();
        if (known) {
            side.counters().count(Counter.UNSUBSCRIBES_SENT);
            sendInDialog(0);
        }
        return known;
    }

    private void overtakeExchange() {
        if (exchange != null) {
            exchange.overtake();
        }
    }

    private void send(SipRequest request, boolean initial) {
        overtakeExchange();
        exchange = new Exchange(this, dialog.state(), initial, side.endpoint());
        transmit(request, exchange);
    }

    /** For how long an answer is of use. */
    Duration patience() {
        return Duration.ofMillis(side.policy().timing().failover());
    }

    /** A failed send is an answer like others, and comes later like others. */
    private void transmit(SipRequest request, ResponseListener listener) {
        try {
            SipEndpoint endpoint =
                    side.endpoint().orElseThrow(() -> new IllegalStateException("there is no SIP endpoint"));
            endpoint.send(request, listener);
        } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.debug("{}: {} was not sent", subscription.id(), request.method(), e);
            SipResponse failure = SipResponse.local(request, 503, "not sent");
            side.timers().execute(() -> listener.onResponse(failure));
        }
    }

    @Override
    public void forsakeDialog() {
        if (dialog.state().isEstablished()) {
            overtakeExchange();
            endUnheard(dialog.state());
        }
        forgetDialog();
    }

    /** Ends a subscription at the peer without waiting for anything. */
    private void endUnheard(SipDialog abandoned) {
        side.counters().count(Counter.UNSUBSCRIBES_SENT);
        SipDialog last = abandoned.advanced();
        transmit(subject.inDialog(last, side.settings(), 0), response -> {});
    }

    @Override
    public void forgetDialog() {
        if (dialog != null) {
            side.byCallId().remove(dialog.state().callId());
        }
        dialog = null;
        exchange = null;
        redirects = null;
        side.gate().withdraw(this);
    }

    @Override
    public void tell(Status status, Reason reason, long retryIn) {
        Reason told =
                retryIn == NO_RETRY ? reason : reason.withRetryAt(side.timers().instantAt(now() + retryIn));
        if (arriving == null) {
            subscription.notify(status, told);
        } else {
            subscription.notify(status, told, arriving);
        }
    }

    @Override
    public void wakeAt(long time) {
        alarm.set(time, side.timers());
    }

    @Override
    public void count(Counter counter) {
        side.counters().count(counter);
    }

    @Override
    public void moved(State from, State to, String cause) {
        LOG.debug("{}: {} -> {}, {}", subscription.id(), from, to, cause);
    }

    @Override
    public void released() {
        alarm.cancel();
        side.gate().leave(this);
        side.roster().left(this);
    }

    // Views

    NotifierSubscription subscription() {
        return subscription;
    }

    boolean isOf(ServedPackage eventPackage) {
        return subject.eventPackage() == eventPackage;
    }

    String id() {
        return subscription.id();
    }

    Gate.Pass pass() {
        return pass;
    }

    synchronized LegInfo info() {
        return new LegInfo(subscription, machine, Optional.ofNullable(dialog).map(LegDialog::state), side.timers());
    }

    private long now() {
        return side.timers().now();
    }
}
