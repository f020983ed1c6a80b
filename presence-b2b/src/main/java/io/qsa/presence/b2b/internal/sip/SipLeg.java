package io.qsa.presence.b2b.internal.sip;

import java.util.Optional;
import java.util.function.LongConsumer;

import io.qsa.event.Reading;
import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.presence.b2b.internal.machine.Admission;
import io.qsa.presence.b2b.internal.machine.RefusedNotify;
import io.qsa.presence.b2b.internal.machine.SubscriptionMachine;
import io.qsa.presence.b2b.internal.machine.SubscriptionState;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipResponse;
import io.qsa.spi.NotifierSubscription;

/**
 * The SIP leg of one subscription: its machine, its dialog, and the request in flight. Guarded by its monitor; after
 * it, only those of the broker's subscription and of the gate are acquired.
 */
final class SipLeg extends LegDelivery {
    private final SubscriptionMachine machine;

    /** Its room and turn of the gate, by whose monitor both are guarded. */
    boolean hasRoom;

    boolean hasTurn;

    SipLeg(SipSide side, NotifierSubscription subscription, ServedPackage eventPackage) {
        super(side, subscription, eventPackage);
        this.machine = new SubscriptionMachine(this);
    }

    static SipLeg of(SipSide side, NotifierSubscription subscription, ServedPackage eventPackage) {
        NotifierSubscription heard = Forks.heard(subscription, eventPackage);
        SipLeg leg = new SipLeg(side, heard, eventPackage);
        if (heard instanceof Branch branch) {
            branch.servedBy(leg);
        }
        return leg;
    }

    // Inputs

    void subscribe() {
        enter(machine::onSubscribe);
    }

    void unsubscribe() {
        enter(machine::onUnsubscribe);
        Forks.endWith(this);
    }

    /** One more notifier has taken the SUBSCRIBE of another leg, whose dialog this is; its NOTIFY follows. */
    synchronized void takenOver(LegDialog forked) {
        dialog = new LegDialog(this, forked);
        side.dialogs().add(dialog);
        machine.onFork(now());
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

    /** Called by the gate at the turn of this leg; the leg may have withdrawn in the meantime. */
    synchronized void admitted() {
        if (side.gate().hasTurn(this)) {
            machine.onAdmitted(now());
        }
    }

    /** Its alarm fires, perhaps for an earlier deadline that has moved. */
    @Override
    public void ring() {
        synchronized (this) {
            if (!isDue(now())) {
                return;
            }
            machine.onTimer(now());
        }
        side.gate().serve();
    }

    @Override
    void answered(PendingSubscribe answered, SipResponse response) {
        synchronized (this) {
            if (answered != exchange) {
                answeredTooLate(answered, response);
                return;
            }
            exchange = null;
            countAnswer(response);
            if (response.isLocal() && !answered.isBy(side.endpoint())) {
                reconnect();
            } else {
                machine.onAnswer(absorb(answered, response), now());
            }
            // An older SUBSCRIBE may be answered when the turn for the next one was just granted.
            if (exchange == null && !machine.isWaitingForTurn()) {
                side.gate().endTurn(this);
            }
        }
        side.gate().serve();
    }

    /**
     * A request that failed because its endpoint was unregistered is not a failure of the peer: starts again at once.
     */
    private void reconnect() {
        machine.onOffline(now());
        if (side.endpoint().isPresent()) {
            machine.onOnline(now());
        }
    }

    /** Applies a NOTIFY that has passed all checks, see {@link NotifyHandler}; to be called with its monitor. */
    void take(IncomingRequest incoming, SubscriptionState state, Optional<Reading> reading) {
        boolean misses = reading.isEmpty()
                && state.kind() == SubscriptionState.Kind.ACTIVE
                && hasDocument()
                && isDelivering()
                && !dialog.isOfKnownState(incoming.request());
        dialog.notifiedBy(incoming, side.settings().peer().isConditional());
        overtakeExchange();
        reading.flatMap(Reading::document).ifPresent(this::arrives);
        reading.ifPresent(this::absorb);
        if (misses) {
            missDocument();
        }
        machine.onNotify(state, now());
        delivered();
    }

    /**
     * With an ACTIVE without a document a server may mean that a publication has ended; after a refresh for complete
     * state it does not mean that.
     */
    private void missDocument() {
        dialog.forgetEntityTag();
        if (side.settings().peer().isEmptying()) {
            machine.onDocument(false);
            arrivesEmpty();
        } else {
            machine.onMissed();
        }
    }

    /**
     * Applies the header fields of a NOTIFY that was refused because of its document; to be called with its monitor.
     */
    void takeUnreadable(IncomingRequest incoming, SubscriptionState state, RefusedNotify refusal) {
        dialog.notifiedInVain(incoming);
        overtakeExchange();
        machine.onUnreadable(refusal);
        machine.onNotify(state, now());
    }

    /**
     * A NOTIFY of its dialog was refused because of its headers; to be called with its monitor.
     *
     * @param end their Subscription-State, if it clearly ends the subscription
     */
    void refuse(RefusedNotify refusal, Optional<SubscriptionState> end) {
        if (end.isPresent()) {
            overtakeExchange();
            machine.onUnreadable(refusal);
            machine.onNotify(end.get(), now());
        } else {
            machine.onRefused(refusal, now());
        }
    }

    private void absorb(Reading reading) {
        machine.onDocument(reading.hasGap());
        if (reading.hasGap()) {
            dialog.forgetEntityTag();
        }
    }

    // Outputs of the machine; those that send are in LegTraffic, those that tell in LegDelivery

    @Override
    public Admission admit() {
        if (Forks.isFork(this)) {
            return Admission.NOT_AGAIN;
        }
        if (side.endpoint().isEmpty()) {
            return Admission.OFFLINE;
        }
        return target().isEmpty() ? Admission.UNADDRESSABLE : side.gate().admit(this);
    }

    @Override
    public boolean admitEnd() {
        return !dialog.state().isEstablished() || side.gate().admit(this) == Admission.GRANTED;
    }

    private Optional<String> target() {
        return SipAddress.ofRecord(subscription.request().record(), side.settings());
    }

    @Override
    public void sendSubscribe(long expires) {
        String from = SipAddress.ofSubscriber(subscription.request().subscriber());
        String to = target().orElse(subscription.request().record());
        dialog = new LegDialog(this, from, to, side.settings().route());
        side.dialogs().add(dialog);
        Forks.askedAnew(this);
        sendInitial(expires);
    }

    @Override
    public void forsakeDialog() {
        if (dialog.state().isEstablished()) {
            overtakeExchange();
            endUnheard(dialog.state());
        }
        forgetDialog();
    }

    @Override
    public void forgetDialog() {
        if (dialog != null) {
            side.dialogs().remove(dialog);
            Forks.dialogOver(this);
        }
        forgetTraffic();
        side.gate().withdraw(this);
    }

    @Override
    public void wakeAt(long time) {
        ringAt(time, side.timers());
    }

    @Override
    public void released() {
        ringNever(side.timers());
        side.gate().leave(this);
        side.roster().left(this);
    }

    // Views

    /** Whether documents are still delivered: not after unsubscribe. */
    boolean isDelivering() {
        return switch (machine.state()) {
            case PREDESTROYED, LEAVING, TERMINATING -> false;
            default -> true;
        };
    }

    LegDialog dialog() {
        return dialog;
    }

    /** The last NOTIFY of it that was refused. */
    Optional<RefusedNotify> lastRefusal() {
        return machine.lastRefusal();
    }

    NotifierSubscription subscription() {
        return subscription;
    }

    /** Whether it is the leg that was made for a subscription of the broker. */
    boolean isFor(NotifierSubscription wanted) {
        return Forks.origin(this).filter(origin -> origin == wanted).isPresent();
    }

    boolean isOf(ServedPackage eventPackage) {
        return subject().eventPackage() == eventPackage;
    }

    String id() {
        return subscription.id();
    }

    synchronized LegInfo info() {
        return new LegInfo(subscription, machine, Optional.ofNullable(dialog).map(LegDialog::snapshot), side.timers());
    }

    /** The hash of its subscription, because the identity hash inflates the lock of an object that is locked. */
    @Override
    public int hashCode() {
        return subscription.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
