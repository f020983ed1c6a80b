package io.qsa.itests.peer.server;

import java.util.Map;
import java.util.TreeMap;

/** The counts of a presence server since they were last reset. Guarded by its monitor. */
public final class Traffic {
    /** First SUBSCRIBEs, without their copies. */
    private final Arrivals first = new Arrivals();
    /** SUBSCRIBEs of every kind, copies and refused ones too. */
    private final Arrivals all = new Arrivals();

    private final Map<String, Integer> counts = new TreeMap<>();

    synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    synchronized void subscribed() {
        count("subscribes");
        first.add();
    }

    synchronized void asked() {
        all.add();
    }

    public synchronized int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    /** The most first SUBSCRIBEs in 100 ms. */
    public synchronized int peakPerWindow() {
        return first.peakPerWindow();
    }

    /** The most first SUBSCRIBEs in a second. */
    public synchronized int peakPerSecond() {
        return first.peakPerSecond();
    }

    /** The most SUBSCRIBEs of every kind in a second, copies too. */
    public synchronized int peakOfAllPerSecond() {
        return all.peakPerSecond();
    }

    public synchronized void reset() {
        first.reset();
        all.reset();
        counts.clear();
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
