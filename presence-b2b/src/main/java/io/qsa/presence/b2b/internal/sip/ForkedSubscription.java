package io.qsa.presence.b2b.internal.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.spi.NotifierSubscription;

/**
 * A subscription to a package of which several notifiers may serve one SUBSCRIBE, because it was forked (RFC 6665 sections
 * 4.1.4 and 5.4.9): each has a leg, and what they say becomes one document. A notifier that ends its part is left out until
 * the leg that has subscribed asks anew, which ends all the others. Guarded by its monitor, which is taken after that of a
 * leg and before those of the broker.
 */
final class ForkedSubscription {
    /** More notifiers than these are answered with 481. */
    static final int MOST_FORKS = 8;

    private final NotifierSubscription source;
    private final ServedPackage eventPackage;
    private final Branch first;
    private final List<Branch> forks = new ArrayList<>(1);
    private int made;
    /** Until when more notifiers may answer the last SUBSCRIBE. */
    private long openUntil;

    ForkedSubscription(NotifierSubscription source, ServedPackage eventPackage) {
        this.source = source;
        this.eventPackage = eventPackage;
        first = new Branch(this, source.id(), "");
    }

    NotifierSubscription source() {
        return source;
    }

    /** The part of the leg that subscribes. */
    Branch first() {
        return first;
    }

    /** A SUBSCRIBE for a new dialog is sent, to which notifiers may answer until this time; returns the legs that are over. */
    synchronized List<SipLeg> begin(long until) {
        openUntil = until;
        return legs();
    }

    /** The legs of the further notifiers. */
    synchronized List<SipLeg> legs() {
        return forks.stream().map(Branch::leg).toList();
    }

    /** The leg of the notifier with this tag; that which subscribes, if there is none. */
    synchronized SipLeg legOf(String tag) {
        return forks.stream()
                .filter(branch -> branch.isOfTag(tag))
                .findFirst()
                .orElse(first)
                .leg();
    }

    /** Whether one more notifier may serve it now. */
    synchronized boolean isOpen(long now) {
        return now < openUntil && forks.size() < MOST_FORKS;
    }

    /** The part of one more notifier. */
    synchronized Branch fork(String tag) {
        Branch branch = new Branch(this, source.id() + "-" + ++made, tag);
        forks.add(branch);
        return branch;
    }

    /** A further notifier has no say any more, though its dialog may have to be ended. */
    synchronized void leaveOut(Branch fork) {
        if (fork.isHeard()) {
            fork.unheard();
            changed(first, first.told()::repeatTo);
        }
    }

    /** The dialog of a further notifier is over. */
    synchronized void remove(Branch fork) {
        leaveOut(fork);
        forks.remove(fork);
    }

    /** Something was told to a part: as it is if there is only one, else what all say together. To be called with its monitor. */
    void changed(Branch branch, Consumer<NotifierSubscription> as) {
        if (!branch.isHeard()) {
            return;
        }
        if (forks.stream().noneMatch(Branch::isHeard)) {
            as.accept(source);
            return;
        }
        List<LastTold> active = active();
        if (active.isEmpty()) {
            first.told().repeatTo(source);
        } else {
            tell(active, branch.told().isActive() ? branch.told().reason() : Reason.NONE);
        }
    }

    private List<LastTold> active() {
        List<LastTold> active = new ArrayList<>(forks.size() + 1);
        active.add(first.told());
        forks.stream().filter(Branch::isHeard).forEach(fork -> active.add(fork.told()));
        active.removeIf(told -> !told.isActive());
        return active;
    }

    private void tell(List<LastTold> active, Reason reason) {
        Optional<Document> document = merged(active);
        if (document.isPresent()) {
            source.notify(Status.ACTIVE, reason, document.get());
        } else {
            source.notify(Status.ACTIVE, reason);
        }
        active.stream()
                .filter(LastTold::isStale)
                .findFirst()
                .ifPresent(stale -> source.notifyStale(Status.ACTIVE, stale.reason()));
    }

    private Optional<Document> merged(List<LastTold> active) {
        List<Document> documents =
                active.stream().flatMap(told -> told.document().stream()).toList();
        return documents.size() < 2 ? documents.stream().findFirst() : Optional.of(eventPackage.merge(documents));
    }
}
