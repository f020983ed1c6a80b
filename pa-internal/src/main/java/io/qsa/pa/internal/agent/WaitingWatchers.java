package io.qsa.pa.internal.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.qsa.base.uri.UriIdentity;

/**
 * The watchers whose subscription ended without a decision, at all presentities together: their number is bounded, so
 * that subscribing to thousands of users does not fill the memory. Guarded by its monitor, which is the last in the
 * order of locks.
 */
final class WaitingWatchers {
    /**
     * A watcher to be dropped. Immutable.
     *
     * @param entity the presentity at which it waits
     */
    record Waiting(String entity, WatcherEntry watching) {}

    /** In the order in which they left. */
    private final Map<WatcherEntry, Waiting> all = new LinkedHashMap<>();

    private final Map<String, Set<WatcherEntry>> byWatcher = new HashMap<>();
    private final Map<String, Integer> byEntity = new HashMap<>();

    /**
     * Adds a watcher.
     *
     * @return the entries to be dropped for it: the oldest of the same watcher, if it has too many, and the oldest of
     *     all
     */
    synchronized List<Waiting> add(String entity, WatcherEntry watching, Limits limits) {
        all.put(watching, new Waiting(entity, watching));
        byEntity.merge(UriIdentity.key(entity), 1, Integer::sum);
        Set<WatcherEntry> ofOne = byWatcher.computeIfAbsent(key(watching), w -> new LinkedHashSet<>());
        ofOne.add(watching);
        List<Waiting> excess = new ArrayList<>(0);
        while (ofOne.size() > limits.waitingOfOne()) {
            excess.add(removed(ofOne.iterator().next()));
        }
        while (all.size() > limits.waiting()) {
            excess.add(removed(all.keySet().iterator().next()));
        }
        return excess;
    }

    /** Removes a watcher; does nothing if it is not there. */
    synchronized void remove(WatcherEntry watching) {
        if (all.containsKey(watching)) {
            removed(watching);
        }
    }

    private Waiting removed(WatcherEntry watching) {
        Waiting waiting = all.remove(watching);
        byEntity.computeIfPresent(UriIdentity.key(waiting.entity()), (entity, count) -> count == 1 ? null : count - 1);
        byWatcher.computeIfPresent(key(watching), (watcher, ofOne) -> {
            ofOne.remove(watching);
            return ofOne.isEmpty() ? null : ofOne;
        });
        return waiting;
    }

    private static String key(WatcherEntry watching) {
        return UriIdentity.keyOrText(watching.watcher().uri());
    }

    synchronized int size() {
        return all.size();
    }

    /** The number of presentities with waiting watchers. */
    synchronized int entities() {
        return byEntity.size();
    }
}
