package io.qsa.pa.agent;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.SubHandling;

/**
 * The watchers of one presentity, and the lane on which they hear of it, one after the other. Safe for any thread.
 *
 * <p>A newcomer costs one call, a change one call for each watcher; changes that come faster than the watchers are told
 * become one.
 */
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final Set<Watching> all = ConcurrentHashMap.newKeySet();
    private final Queue<Watching> newcomers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Executor executor;
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
            Executor executor,
            Function<SubHandling, View> status,
            Function<Watcher, SubHandling> policy,
            Consumer<Watching> onTold) {
        this.executor = executor;
        this.status = status;
        this.policy = policy;
        this.onTold = onTold;
    }

    void add(Watching watching) {
        all.add(watching);
        count(watching, 1);
        newcomers.add(watching);
        requestRun();
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
            executor.execute(this::run);
        }
    }

    private void run() {
        int served;
        do {
            served = requests.get();
            tellAll();
        } while (requests.addAndGet(-served) != 0);
    }

    private void tellAll() {
        if (gone) {
            gone = false;
            all.forEach(Watching::tellGone);
        }
        if (changed) {
            changed = false;
            all.forEach(this::tell);
        }
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
