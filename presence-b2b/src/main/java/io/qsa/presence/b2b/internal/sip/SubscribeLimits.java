package io.qsa.presence.b2b.internal.sip;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.qsa.presence.b2b.internal.machine.Admission;

/**
 * Limits the number of subscriptions (room), and of SUBSCRIBEs in flight that start or end one (turns). Above the
 * limits, legs wait in the order of their requests. Safe for any thread; its monitor is the last in the order of locks.
 */
final class SubscribeLimits {
    private final Set<SipLeg> forRoom = new LinkedHashSet<>();
    private final Set<SipLeg> forTurn = new LinkedHashSet<>();
    private int maxRooms = Integer.MAX_VALUE;
    private int maxTurns = Integer.MAX_VALUE;
    private int rooms;
    private int turns;
    private volatile boolean crowded;

    /** Changes the limits; call {@link #serve} afterwards. */
    synchronized void limit(int maxSubscriptions, int maxInFlight) {
        maxRooms = maxSubscriptions;
        maxTurns = maxInFlight;
    }

    /** Grants room and turn, or queues the leg for the missing one. */
    synchronized Admission admit(SipLeg leg) {
        if (!leg.hasRoom) {
            if (rooms >= maxRooms) {
                forRoom.add(leg);
                crowded = true;
                return Admission.WAIT_FOR_ROOM;
            }
            takeRoom(leg);
        }
        if (!leg.hasTurn) {
            if (turns >= maxTurns) {
                forTurn.add(leg);
                crowded = true;
                return Admission.WAIT_FOR_TURN;
            }
            takeTurn(leg);
        }
        return Admission.GRANTED;
    }

    /** Whether the leg holds a turn. */
    synchronized boolean hasTurn(SipLeg leg) {
        return leg.hasTurn;
    }

    /** Takes the turn back, because the leg has nothing in flight; it may be queued for another one. */
    synchronized void endTurn(SipLeg leg) {
        if (leg.hasTurn) {
            leg.hasTurn = false;
            turns--;
        }
    }

    /** Takes the turn back, and removes the leg from the queues. */
    synchronized void withdraw(SipLeg leg) {
        forTurn.remove(leg);
        forRoom.remove(leg);
        endTurn(leg);
    }

    /** The leg has ended: takes back turn and room. */
    synchronized void leave(SipLeg leg) {
        withdraw(leg);
        if (leg.hasRoom) {
            leg.hasRoom = false;
            rooms--;
        }
    }

    /** Admits waiting legs as far as the limits allow. To be called without the monitor of a leg. */
    void serve() {
        if (!crowded) {
            return;
        }
        for (Optional<SipLeg> next = next(); next.isPresent(); next = next()) {
            next.get().admitted();
        }
    }

    private synchronized Optional<SipLeg> next() {
        if (turns >= maxTurns) {
            return Optional.empty();
        }
        Optional<SipLeg> next = poll(forTurn);
        if (next.isEmpty() && rooms < maxRooms) {
            next = poll(forRoom);
            next.ifPresent(this::takeRoom);
        }
        next.ifPresent(this::takeTurn);
        crowded = !forTurn.isEmpty() || !forRoom.isEmpty();
        return next;
    }

    private static Optional<SipLeg> poll(Set<SipLeg> waiting) {
        Iterator<SipLeg> all = waiting.iterator();
        if (!all.hasNext()) {
            return Optional.empty();
        }
        SipLeg first = all.next();
        all.remove();
        return Optional.of(first);
    }

    private void takeRoom(SipLeg leg) {
        leg.hasRoom = true;
        rooms++;
    }

    private void takeTurn(SipLeg leg) {
        leg.hasTurn = true;
        turns++;
    }

    synchronized int waiting() {
        return forRoom.size() + forTurn.size();
    }

    synchronized int inFlight() {
        return turns;
    }
}
