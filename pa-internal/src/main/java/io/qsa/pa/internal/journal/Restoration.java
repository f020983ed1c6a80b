package io.qsa.pa.internal.journal;

import java.util.ArrayList;
import java.util.List;

import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;

/** The holders that have to read the store, and those that wait until they have. Safe for any thread. */
final class Restoration {
    private final List<Holder> all = new ArrayList<>();
    /** Those that have not read the present store. */
    private final List<Holder> unread = new ArrayList<>();
    /** Those that do not serve requests yet. */
    private final List<Holder> waiting = new ArrayList<>();

    private volatile boolean expected;
    private boolean started;

    /** There is a new store, which every holder has to read. */
    synchronized void expect() {
        expected = true;
        unread.clear();
        unread.addAll(all);
    }

    /** Whether there ever was a store. */
    boolean isExpected() {
        return expected;
    }

    synchronized boolean isWaitedFor() {
        return !waiting.isEmpty();
    }

    void attach(Holder holder) {
        if (waits(holder)) {
            return;
        }
        holder.onRestored();
    }

    private synchronized boolean waits(Holder holder) {
        all.add(holder);
        unread.add(holder);
        return (!started || expected) && waiting.add(holder);
    }

    synchronized void detach(Holder holder) {
        all.remove(holder);
        unread.remove(holder);
        waiting.remove(holder);
    }

    /** Ends the start: without a store, no holder waits any longer. */
    void start() {
        if (startsWithoutStore()) {
            giveUp();
        }
    }

    private synchronized boolean startsWithoutStore() {
        started = true;
        return !expected;
    }

    /**
     * Ends the wait of all holders.
     *
     * @return whether a holder was waiting
     */
    boolean giveUp() {
        List<Holder> impatient;
        synchronized (this) {
            impatient = List.copyOf(waiting);
            waiting.clear();
        }
        impatient.forEach(Holder::onRestored);
        return !impatient.isEmpty();
    }

    /** Calls each holder that has not read the store. */
    void read(PresenceStore store) throws StoreException {
        for (Holder holder = nextUnread(); holder != null; holder = nextUnread()) {
            holder.putAll();
            holder.restore(store);
            if (hasRead(holder)) {
                holder.onRestored();
            }
        }
    }

    private synchronized Holder nextUnread() {
        return unread.isEmpty() ? null : unread.get(0);
    }

    /** @return whether the holder was waiting */
    private synchronized boolean hasRead(Holder holder) {
        unread.remove(holder);
        return waiting.remove(holder);
    }
}
