package io.qsa.broker.internal.subscription;

import java.util.Optional;

import io.qsa.Reason;
import io.qsa.broker.internal.delivery.RecordState;
import io.qsa.broker.internal.routing.Choice;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.statistics.BrokerCounter;

/**
 * Where a {@link LiveSubscription} is served: by which notifier, and which one is to take over. Guarded by the monitor
 * of the subscription.
 *
 * <pre>
 *              serving  hand-over   left by
 *   parked     no       no          a move to the chosen notifier: served; after an ACTIVE: joining
 *   joining    no       yes         the cut: served; the successor is unregistered or not chosen any more: parked
 *   served     yes      no          a move to another notifier: moving; it drains alone, or is unregistered: parked
 *   moving     yes      yes         the cut, or back to the old choice: served; the old one is unregistered: joining
 * </pre>
 *
 * <p>The cut is the successor's first REJECTED or ACTIVE that is not stale, or its first PENDING or stale ACTIVE if the
 * subscription is not ACTIVE. Until the cut, the states of the successor are held back. If the old notifier drains or
 * was unregistered, the cut is at the latest at the deadline; a move by choice waits without a limit.
 */
final class Placement {
    private static final Reason UNANSWERED = Reason.of(Reason.UNANSWERED, "");

    private final Switchboard switchboard;
    private final LiveSubscription subscription;
    private Choice choice;
    private Attachment serving;
    private Handover handover;
    private boolean queued;
    /** Why it has no notifier; meaningless while it has one. */
    private Reason parked = Reason.NONE;

    Placement(Switchboard switchboard, LiveSubscription subscription) {
        this.switchboard = switchboard;
        this.subscription = subscription;
    }

    Switchboard switchboard() {
        return switchboard;
    }

    // Inputs

    /** Chooses the first notifier; that does not wait for a turn. */
    void place() {
        choice = switchboard.table().choose(subscription.request());
        choice.notifier().ifPresentOrElse(this::give, () -> park("no notifier for it is there"));
    }

    /** Chooses again; if it has to move, it is queued for its turn. */
    void chooseAgain() {
        choice = switchboard.table().choose(subscription.request());
        if (handover != null && !choice.is(handover.successor().notifier())) {
            abandon();
        }
        armIfForced();
        if (handover == null && !isSettled() && !queued) {
            queued = true;
            switchboard.moves().add(subscription);
        }
    }

    /** It is its turn to move. @return whether there was something to do */
    boolean takeTurn() {
        queued = false;
        if (handover != null || isSettled()) {
            return false;
        }
        choice.notifier().ifPresentOrElse(this::moveTo, this::park);
        return true;
    }

    /** A notifier has reported a state. @return whether it is the serving one or the successor */
    boolean hear(Attachment attachment, RecordState state) {
        if (attachment.notifier().isGone()) {
            return false;
        }
        if (attachment == serving) {
            subscription.accept(state);
            return true;
        }
        if (handover == null || attachment != handover.successor()) {
            return false;
        }
        if (isCut(state)) {
            cut(Optional.of(handover.completed(state)));
        } else {
            handover.hold(state);
            switchboard.counters().count(BrokerCounter.NOTIFICATIONS_HELD);
        }
        return true;
    }

    /** The service of a notifier was unregistered, so it cannot be called any more. */
    void lose(RegisteredNotifier notifier) {
        if (handover != null && handover.successor().notifier() == notifier) {
            abandon();
        }
        if (serving != null && serving.notifier() == notifier) {
            park();
            armIfForced();
        }
    }

    /** A hand-over has reached its deadline. */
    void timeOut(Handover late) {
        if (handover != late) {
            return;
        }
        handover.disarm();
        if (isForced()) {
            switchboard.counters().count(BrokerCounter.MOVES_TIMED_OUT);
            cut(handover.held());
        } else {
            switchboard.overdue(serving.notifier(), handover.successor().notifier());
        }
    }

    /** Releases the subscription from its notifiers. */
    void letGo() {
        if (handover != null) {
            handover.disarm();
            release(handover.successor());
            handover = null;
        }
        releaseServing();
    }

    Optional<Attachment> serving() {
        return Optional.ofNullable(serving);
    }

    Optional<Attachment> successor() {
        return Optional.ofNullable(handover).map(Handover::successor);
    }

    /** The reason in the newest state of the successor, which is held back. */
    Optional<Reason> successorReason() {
        return Optional.ofNullable(handover).flatMap(Handover::held).map(RecordState::reason);
    }

    /** Why there is no answer of a notifier: parked, or not answered yet. */
    Reason silence() {
        return serving == null ? parked : UNANSWERED;
    }

    /** The setting that chose its notifier. */
    String route() {
        return choice.route();
    }

    /** Whether it stays with a notifier that is not chosen any more, because the chosen one is absent. */
    boolean isStuck() {
        return choice.notifier().isEmpty()
                && serving != null
                && serving.notifier().isAccepting();
    }

    /** Attaches it to a notifier without a hand-over, because there is no state to keep. */
    private void give(RegisteredNotifier notifier) {
        serving = attach(notifier);
    }

    private void moveTo(RegisteredNotifier notifier) {
        switchboard.counters().count(BrokerCounter.MOVES_STARTED);
        if (serving == null && !subscription.isActive()) {
            give(notifier);
            switchboard.counters().count(BrokerCounter.MOVES_FINISHED);
        } else {
            handover = new Handover(attach(notifier));
            arm();
        }
    }

    /** Leaves it without a notifier; the application keeps the last state, marked as stale. */
    private void park() {
        String cause = serving.notifier() + (serving.notifier().isGone() ? " is gone" : " takes no subscriptions");
        releaseServing();
        park(cause);
    }

    private void park(String cause) {
        parked = Reason.of(Reason.PARKED, cause);
        subscription.age(parked);
    }

    /** The successor becomes the serving notifier, with this as its first state, if it has reported one. */
    private void cut(Optional<RecordState> state) {
        Handover done = handover;
        handover = null;
        done.disarm();
        releaseServing();
        serving = done.successor();
        subscription.changeHands();
        state.ifPresentOrElse(subscription::accept, () -> subscription.age(UNANSWERED));
        switchboard.counters().count(BrokerCounter.MOVES_FINISHED);
    }

    private void abandon() {
        handover.disarm();
        release(handover.successor());
        handover = null;
        switchboard.counters().count(BrokerCounter.MOVES_ABANDONED);
    }

    private boolean isCut(RecordState state) {
        return switch (state.status()) {
            // A successor that cannot read the record's status must not replace an active one.
            case ACTIVE -> !state.isStale() || !subscription.isActive();
            case REJECTED -> true;
            case PENDING -> !subscription.isActive();
            case TERMINATED -> false;
        };
    }

    /** Whether a move would change nothing. */
    private boolean isSettled() {
        return isStuck() || choice.is(serving == null ? null : serving.notifier());
    }

    /** Whether it cannot stay with its notifier: there is none, or it drains. */
    private boolean isForced() {
        return serving == null || !serving.notifier().isAccepting();
    }

    /** Sets a deadline for a move without a limit, once it cannot stay with its notifier. */
    private void armIfForced() {
        if (handover != null && isForced() && !handover.isArmed()) {
            arm();
        }
    }

    private void arm() {
        Handover timed = handover;
        timed.arm(switchboard.control(), switchboard.handoverTimeout(), () -> subscription.deadline(timed));
    }

    private Attachment attach(RegisteredNotifier notifier) {
        Attachment attachment = new Attachment(subscription, notifier);
        notifier.given();
        switchboard.onLane(subscription.number(), attachment::ask);
        return attachment;
    }

    private void releaseServing() {
        if (serving != null) {
            release(serving);
            serving = null;
        }
    }

    private void release(Attachment attachment) {
        attachment.release();
        attachment.notifier().taken();
        switchboard.onLane(subscription.number(), attachment::letGo);
    }
}
