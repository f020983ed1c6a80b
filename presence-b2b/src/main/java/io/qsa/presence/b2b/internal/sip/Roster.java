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
 * The subscriptions with a leg, those that wait for their event package, and the legs that are still ending their
 * dialog. Safe for any thread; its monitor is held for moves between these, and is acquired before that of a leg.
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

    /** Makes a leg, which the caller must start; if its package is not served, the subscription is parked. */
    synchronized Optional<SipLeg> add(NotifierSubscription subscription) {
        Optional<ServedPackage> served =
                closed ? Optional.empty() : packages.find(subscription.request().eventPackage());
        Optional<SipLeg> leg = served.map(eventPackage -> newLeg.apply(subscription, eventPackage));
        leg.ifPresentOrElse(open::add, () -> park(subscription));
        return leg;
    }

    /** Adds the leg of one more notifier; it ends with that of its subscription. */
    synchronized void add(SipLeg fork) {
        open.add(fork);
    }

    /** The leg of one more notifier is to be ended, which is up to the caller. */
    synchronized void remove(SipLeg fork) {
        if (open.remove(fork)) {
            leaving.add(fork);
        }
    }

    private void park(NotifierSubscription subscription) {
        unserved.add(subscription);
        String name = subscription.request().eventPackage();
        subscription.notify(Status.PENDING, Reason.of(Reason.PARKED, "event package " + name + " is not served"));
    }

    /** Removes a subscription; the caller must end its leg, if it has one. */
    synchronized Optional<SipLeg> remove(NotifierSubscription subscription) {
        unserved.remove(subscription);
        Optional<SipLeg> leg = open.find(subscription.hashCode(), each -> each.isFor(subscription));
        leg.ifPresent(this::leave);
        return leg;
    }

    private void leave(SipLeg leg) {
        open.remove(leg);
        leaving.add(leg);
    }

    /** Parks the subscriptions of a package that is not served any more; the caller must end the legs. */
    synchronized List<SipLeg> park(ServedPackage gone) {
        List<SipLeg> legs = open.stream().filter(leg -> leg.isOf(gone)).toList();
        for (SipLeg leg : legs) {
            leave(leg);
            Forks.origin(leg).ifPresent(this::park);
        }
        return legs;
    }

    /** Makes legs for the subscriptions that were parked for a package, if it is served; the caller must start them. */
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

    /** Removes all subscriptions, and parks those that are added from now on. The caller must end the legs. */
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

    /** Waits until no leg is ending any more, or until the timeout. */
    void awaitEmpty(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        synchronized (leaving) {
            for (long left = end - System.nanoTime(); left > 0 && !leaving.isEmpty(); left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(leaving, left);
            }
        }
    }

    /** Every leg, including those that are still ending their dialog. */
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
