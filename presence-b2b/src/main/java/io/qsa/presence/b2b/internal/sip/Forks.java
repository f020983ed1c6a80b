package io.qsa.presence.b2b.internal.sip;

import java.util.Optional;

import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;
import io.qsa.spi.NotifierSubscription;

/** Begins and ends the legs of further notifiers of a {@link ForkedSubscription}. */
final class Forks {
    private Forks() {}

    /** What a leg tells: the subscription itself, or a part of it where there may be several notifiers. */
    static NotifierSubscription heard(NotifierSubscription subscription, ServedPackage eventPackage) {
        return eventPackage.isMerging() ? new ForkedSubscription(subscription, eventPackage).first() : subscription;
    }

    private static Optional<Branch> branch(SipLeg leg) {
        return leg.subscription() instanceof Branch branch ? Optional.of(branch) : Optional.empty();
    }

    static boolean isFork(SipLeg leg) {
        return branch(leg).filter(Branch::isFork).isPresent();
    }

    /** The subscription that a leg is for; empty for that of a further notifier. */
    static Optional<NotifierSubscription> origin(SipLeg leg) {
        return leg.subscription() instanceof Branch branch
                ? Optional.of(branch).filter(b -> !b.isFork()).map(b -> b.whole()
                        .source())
                : Optional.of(leg.subscription());
    }

    /** Of the legs with one Call-ID, the one of the notifier that a request comes from. */
    static SipLeg legOf(SipLeg anyOfThem, SipRequest request) {
        return branch(anyOfThem)
                .map(branch -> branch.whole().legOf(request.from().tag().orElse("")))
                .orElse(anyOfThem);
    }

    /** Whether one more notifier may serve the subscription now. To be called with the monitor of the leg. */
    static boolean mayFork(SipLeg leg) {
        return leg.isDelivering()
                && branch(leg)
                        .filter(branch -> branch.whole().isOpen(leg.now()))
                        .isPresent();
    }

    /** Begins the leg of the notifier that sends a request, if {@link #mayFork}. To be called with the monitor of the leg. */
    static SipLeg fork(SipLeg leg, SipRequest notify) {
        Branch branch =
                branch(leg).orElseThrow().whole().fork(notify.from().tag().orElse(""));
        leg.count(B2bCounter.FORKS);
        SipLeg fork = new SipLeg(leg.side, branch, leg.subject().eventPackage());
        branch.servedBy(fork);
        fork.takenOver(leg.dialog());
        leg.side.roster().add(fork);
        return fork;
    }

    /** A leg asks for a new dialog: what the SUBSCRIBE before has begun elsewhere is ended, because this one forks anew. */
    static void askedAnew(SipLeg leg) {
        branch(leg).ifPresent(branch -> branch.whole()
                .begin(leg.now() + Timing.TIMER_N)
                .forEach(fork -> leg.side.timers().execute(() -> end(fork))));
    }

    /** Ends those of further notifiers with a leg. */
    static void endWith(SipLeg leg) {
        branch(leg)
                .filter(branch -> !branch.isFork())
                .ifPresent(branch -> branch.whole().legs().forEach(Forks::end));
    }

    /** The dialog of a leg is over; with that of a further notifier, its part is. */
    static void dialogOver(SipLeg leg) {
        if (isFork(leg)) {
            leg.side.timers().execute(() -> {
                end(leg);
                branch(leg).ifPresent(branch -> branch.whole().remove(branch));
            });
        }
    }

    private static void end(SipLeg fork) {
        fork.side.roster().remove(fork);
        fork.unsubscribe();
        branch(fork).ifPresent(branch -> branch.whole().leaveOut(branch));
    }
}
