package io.qsa.pa.internal.agent;

import java.util.Arrays;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.SubHandling;

/**
 * The watchers of one presentity, which are notified one after the other. Safe for any thread: guarded by its monitor,
 * which is not held while a watcher is notified.
 *
 * <p>A new watcher costs one call, on the thread that subscribed it; a change costs one call for each watcher, on the
 * lane. Changes that arrive faster than the watchers are notified are combined.
 */
final class WatcherList {
    private static final Logger LOG = LoggerFactory.getLogger(WatcherList.class);
    private static final WatcherEntry[] NOBODY = {};

    private final WatchedResource watched;
    /** In no order; each watching knows its index. */
    private WatcherEntry[] all = NOBODY;

    private int size;
    private int sipWatchers;
    /** Head of the linked list of watchers that have not been notified yet, in the order of {@link #add}; null if empty. */
    private WatcherEntry firstNewcomer;

    private WatcherEntry lastNewcomer;
    private boolean changed;
    private boolean gone;
    /** Whether a thread is notifying, or about to; that thread also notifies watchers added meanwhile. */
    private boolean telling;

    WatcherList(WatchedResource watched) {
        this.watched = watched;
    }

    WatchedResource watched() {
        return watched;
    }

    synchronized void add(WatcherEntry watching) {
        if (size == all.length) {
            all = Arrays.copyOf(all, Math.max(1, 2 * size));
        }
        put(watching, size++);
        sipWatchers += watching.watcher().isInternal() ? 0 : 1;
        if (firstNewcomer == null) {
            firstNewcomer = watching;
        } else {
            lastNewcomer.nextNewcomer = watching;
        }
        lastNewcomer = watching;
    }

    private void put(WatcherEntry watching, int place) {
        all[place] = watching;
        watching.place = place;
    }

    synchronized void remove(WatcherEntry watching) {
        if (watching.place == WatcherEntry.NOWHERE) {
            return;
        }
        put(all[--size], watching.place);
        all[size] = null;
        watching.place = WatcherEntry.NOWHERE;
        sipWatchers -= watching.watcher().isInternal() ? 0 : 1;
        if (size <= all.length / 4) {
            all = Arrays.copyOf(all, 2 * size);
        }
    }

    /**
     * Notifies new watchers on this thread, because handing over to another thread would cost more than the call itself. Does
     * nothing if another thread is notifying. Call it without holding a monitor: other watchers may be notified, too.
     */
    void welcome() {
        if (begins()) {
            watched.lane().pass(this::tellNewcomers);
        }
    }

    /** The presentity does not exist any more. */
    void onGone() {
        if (beginsWithAll(true)) {
            watched.lane().execute(this::tellAll);
        }
    }

    /** The status or the authorisation of a watcher has changed. */
    void onChange() {
        if (beginsWithAll(false)) {
            watched.lane().execute(this::tellAll);
        }
    }

    private synchronized boolean beginsWithAll(boolean isGone) {
        if (size == 0) {
            return false;
        }
        gone |= isGone;
        changed |= !isGone;
        return begins();
    }

    private synchronized boolean begins() {
        boolean begins = !telling;
        telling = true;
        return begins;
    }

    /** Ends the turn of this thread, unless there is more to notify; returns whether it has ended. */
    private synchronized boolean isOver() {
        telling = changed || gone || firstNewcomer != null;
        return !telling;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    synchronized int size() {
        return size;
    }

    synchronized Stream<WatcherEntry> all() {
        return Arrays.stream(Arrays.copyOf(all, size));
    }

    synchronized int sipWatchers() {
        return sipWatchers;
    }

    synchronized int internalWatchers() {
        return size - sipWatchers;
    }

    private void tellAll() {
        do {
            if (isGone()) {
                tellEach(true);
            }
            if (isChanged()) {
                tellEach(false);
            }
            tellWhoWaits();
        } while (!isOver());
    }

    private synchronized boolean isGone() {
        boolean was = gone;
        gone = false;
        return was;
    }

    private synchronized boolean isChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** Notifies new watchers; a change that concerns all watchers is left to the lane. */
    private void tellNewcomers() {
        do {
            if (concernsAll()) {
                watched.lane().execute(this::tellAll);
                return;
            }
            tellWhoWaits();
        } while (!isOver());
    }

    private synchronized boolean concernsAll() {
        return gone || changed;
    }

    private void tellWhoWaits() {
        for (WatcherEntry watching = nextNewcomer(); watching != null; watching = nextNewcomer()) {
            tell(watching, false);
        }
    }

    private synchronized WatcherEntry nextNewcomer() {
        WatcherEntry next = firstNewcomer;
        if (next != null) {
            firstNewcomer = next.nextNewcomer;
            next.nextNewcomer = null;
            lastNewcomer = firstNewcomer == null ? null : lastNewcomer;
        }
        return next;
    }

    /**
     * From the last index to the first: a watcher that is added meanwhile is in the list of new ones, and one that is removed
     * is replaced by the last, which has had its turn. So none is missed.
     */
    private void tellEach(boolean isOfTheEnd) {
        for (int place = size() - 1; place >= 0; place--) {
            WatcherEntry watching = at(place);
            if (watching != null) {
                tell(watching, isOfTheEnd);
            }
        }
    }

    private synchronized WatcherEntry at(int place) {
        return place < size ? all[place] : null;
    }

    /**
     * Notifies one watcher. If it or the rules throw, even an Error of a bundle that is being updated, the others are
     * still notified.
     */
    private void tell(WatcherEntry watching, boolean isOfTheEnd) {
        try {
            if (isOfTheEnd) {
                watching.tellGone();
            } else {
                tellStatus(watching);
            }
        } catch (RuntimeException | Error bug) {
            LOG.error("A watcher could not be told of its presentity", bug);
        }
    }

    private void tellStatus(WatcherEntry watching) {
        SubHandling handling = watched.handlingOf(watching.watcher());
        boolean isOther = watching.treat(handling);
        try {
            watching.tell(handling, watched.numberFor(handling), isOther);
        } finally {
            if (isOther) {
                watched.onTold(watching);
            }
        }
    }
}
