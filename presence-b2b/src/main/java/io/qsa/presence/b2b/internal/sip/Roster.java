package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.base.collection.DenseSet;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.spi.NotifierSubscription;

/**
 * Which subscriptions have a leg, which wait for their event package, and which legs still end their dialog. Safe for
 * any thread; its monitor is held for moves from one to the other, and comes before that of a leg.
 */
final class Roster {
    private final EventPackages packages;
    private final BiFunction<NotifierSubscription, ServedPackage, SipLeg> newLeg;
    private final DenseSet<SipLeg> open = new DenseSet<>(SipLeg::hashCode);
    private final Set<NotifierSubscription> unserved = new LinkedHashSet<>();
    private final Set<SipLeg> leaving = ConcurrentHashMap.newKeySet();
    private boolean closed;

    Roster(EventPackages packages, BiFunction<NotifierSubscription, ServedPackage, SipLeg> newLeg) {
        this.packages = packages;
        this.newLeg = newLeg;
    }

    /** Makes a leg, which is to be started then; without its package, the subscription is told and waits. */
    synchronized Optional<SipLeg> add(NotifierSubscription subscription) {
        Optional<ServedPackage> served =
                closed ? Optional.empty() : packages.find(subscription.request().eventPackage());
        Optional<SipLeg> leg = served.map(eventPackage -> newLeg.apply(subscription, eventPackage));
        leg.ifPresentOrElse(open::add, () -> park(subscription));
        return leg;
    }

    private void park(NotifierSubscription subscription) {
        unserved.add(subscription);
        String name = subscription.request().eventPackage();
        subscription.notify(Status.PENDING, Reason.of(Reason.PARKED, "event package " + name + " is not served"));
    }

    /** Takes a subscription back; its leg, if it has one, is to be ended then. */
    synchronized Optional<SipLeg> remove(NotifierSubscription subscription) {
        unserved.remove(subscription);
        Optional<SipLeg> leg = open.find(subscription.hashCode(), each -> each.subscription() == subscription);
        leg.ifPresent(this::leave);
        return leg;
    }

    private void leave(SipLeg leg) {
        open.remove(leg);
        leaving.add(leg);
    }

    /** Parks what hangs on a package that is not served any more; the legs are to be ended then. */
    synchronized List<SipLeg> park(ServedPackage gone) {
        List<SipLeg> legs = open.stream().filter(leg -> leg.isOf(gone)).toList();
        for (SipLeg leg : legs) {
            leave(leg);
            park(leg.subscription());
        }
        return legs;
    }

    /** Makes legs for those that have waited for a package, if it is served; they are to be started then. */
    synchronized List<SipLeg> unpark(String packageName) {
        if (packages.find(packageName).isEmpty()) {
            return List.of();
        }
        List<SipLeg> legs = new ArrayList<>();
        for (NotifierSubscription subscription : List.copyOf(unserved)) {
            if (subscription.request().eventPackage().equals(packageName)) {
                unserved.remove(subscription);
                add(subscription).ifPresent(legs::add);
            }
        }
        return legs;
    }

    /** Takes everything back; what is added from now on waits. The legs are to be ended then. */
    synchronized List<SipLeg> close() {
        closed = true;
        List<SipLeg> legs = open.stream().toList();
        legs.forEach(this::leave);
        return legs;
    }

    /** A leg has ended. */
    void left(SipLeg leg) {
        leaving.remove(leg);
        if (leaving.isEmpty()) {
            synchronized (leaving) {
                leaving.notifyAll();
            }
        }
    }

    /** Waits until no leg is leaving any more, or until the time is over. */
    void awaitEmpty(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (leaving) {
            for (long left = end - System.nanoTime(); left > 0 && !leaving.isEmpty(); left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(leaving, left);
            }
        }
    }

    /** Every leg, those that still end their dialog included. */
    Stream<SipLeg> legs() {
        return Stream.concat(open.stream(), leaving.stream());
    }

    int openCount() {
        return open.size();
    }

    int leavingCount() {
        return leaving.size();
    }

    synchronized int unservedCount() {
        return unserved.size();
    }
}
