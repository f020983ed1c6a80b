package io.qsa.pa.agent;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.SubHandling;
import io.qsa.pa.journal.Gate;

/**
 * The watchers of one presentity, who hear of it one after the other. Safe for any thread.
 *
 * <p>A newcomer costs one call, on the thread on which it comes; a change costs one call for each watcher, on the lane.
 * Changes that come faster than the watchers are told become one.
 */
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final Set<Watching> all = ConcurrentHashMap.newKeySet();
    private final Queue<Watching> newcomers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Gate lane;
    private final Function<SubHandling, View> status;
    private final Function<Watcher, SubHandling> policy;
    private final Consumer<Watching> onTold;
    private final AtomicInteger sipWatchers = new AtomicInteger();
    private volatile boolean changed;
    private volatile boolean gone;

    /**
     * @param status what is seen by whom
     * @param onTold hears of each watcher that is treated otherwise than before
     */
    Watchers(
            Gate lane,
            Function<SubHandling, View> status,
            Function<Watcher, SubHandling> policy,
            Consumer<Watching> onTold) {
        this.lane = lane;
        this.status = status;
        this.policy = policy;
        this.onTold = onTold;
    }

    void add(Watching watching) {
        all.add(watching);
        count(watching, 1);
        newcomers.add(watching);
    }

    /**
     * Tells those who have come, on this thread: a thread of its own for each would cost more than to tell it. It may be
     * that another one is at it. The monitor of the presentity is not held.
     */
    void welcome() {
        if (requests.getAndIncrement() == 0) {
            lane.pass(this::tellNewcomers);
        }
    }

    void remove(Watching watching) {
        if (all.remove(watching)) {
            count(watching, -1);
        }
    }

    private void count(Watching watching, int more) {
        if (!watching.watcher().isInternal()) {
            sipWatchers.addAndGet(more);
        }
    }

    /** There is no such presentity any more. */
    void onGone() {
        gone = true;
        requestRun();
    }

    /** The status, or who may see it, has changed. */
    void onChange() {
        if (!all.isEmpty()) {
            changed = true;
            requestRun();
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Those who know how they are treated. */
    Stream<Watching> told() {
        return all.stream().filter(Watching::isTold);
    }

    int sipWatchers() {
        return sipWatchers.get();
    }

    int internalWatchers() {
        return all.size() - sipWatchers.get();
    }

    private void requestRun() {
        if (requests.getAndIncrement() == 0) {
            lane.execute(this::tellAll);
        }
    }

    private void tellAll() {
        int served;
        do {
            served = requests.get();
            if (gone) {
                gone = false;
                all.forEach(Watching::tellGone);
            }
            if (changed) {
                changed = false;
                all.forEach(this::tell);
            }
            tellWhoWaits();
        } while (requests.addAndGet(-served) != 0);
    }

    /** What concerns all is left to the lane. */
    private void tellNewcomers() {
        int served;
        do {
            if (gone || changed) {
                lane.execute(this::tellAll);
                return;
            }
            served = requests.get();
            tellWhoWaits();
        } while (requests.addAndGet(-served) != 0);
    }

    private void tellWhoWaits() {
        for (Watching watching = newcomers.poll(); watching != null; watching = newcomers.poll()) {
            tell(watching);
        }
    }

    private void tell(Watching watching) {
        try {
            SubHandling handling = policy.apply(watching.watcher());
            if (watching.tell(handling, status.apply(handling))) {
                onTold.accept(watching);
            }
        } catch (RuntimeException bug) {
            LOG.error("A watcher could not be told the status of its presentity", bug);
        }
    }
}
