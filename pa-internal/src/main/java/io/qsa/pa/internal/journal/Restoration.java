package io.qsa.pa.internal.journal;

import java.util.ArrayList;
import java.util.List;

import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;

/** Who must get records back from the store, and who waits until it has. Safe for any thread. */
final class Restoration {
    private final List<Holder> all = new ArrayList<>();
    /** Those that have not read the store that is there. */
    private final List<Holder> unread = new ArrayList<>();
    /** Those that do not serve yet. */
    private final List<Holder> waiting = new ArrayList<>();

    private volatile boolean expected;
    private boolean started;

    /** From now on there is a store, and everybody is to read it. */
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

    /** If there is no store by now, nobody waits for one. */
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
     * Nobody waits any longer.
     *
     * @return whether somebody did
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

    /** Lets everybody read who has not. */
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

    /** @return whether it waited for that */
    private synchronized boolean hasRead(Holder holder) {
        unread.remove(holder);
        return waiting.remove(holder);
    }
}
