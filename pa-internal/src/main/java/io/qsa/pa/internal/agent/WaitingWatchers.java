package io.qsa.pa.internal.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.qsa.base.uri.EntityUri;

/**
 * Who has left before anybody has decided on them, at all presentities together: so that who asks for thousands of users
 * fills no memory. Guarded by its monitor, which is the last in the order of locks.
 */
final class WaitingWatchers {
    /**
     * One who is to wait no longer. Immutable.
     *
     * @param entity where it waits
     */
    record Waiting(String entity, WatcherEntry watching) {}

    /** In the order in which they left. */
    private final Map<WatcherEntry, Waiting> all = new LinkedHashMap<>();

    private final Map<String, Set<WatcherEntry>> byWatcher = new HashMap<>();
    private final Map<String, Integer> byEntity = new HashMap<>();

    /**
     * Adds one.
     *
     * @return who has to go for it: the longest gone of the same watcher, if that has too many, and of all
     */
    synchronized List<Waiting> add(String entity, WatcherEntry watching, Limits limits) {
        all.put(watching, new Waiting(entity, watching));
        byEntity.merge(EntityUri.key(entity), 1, Integer::sum);
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

    /** One waits no longer; says nothing where it did not. */
    synchronized void remove(WatcherEntry watching) {
        if (all.containsKey(watching)) {
            removed(watching);
        }
    }

    private Waiting removed(WatcherEntry watching) {
        Waiting waiting = all.remove(watching);
        byEntity.computeIfPresent(EntityUri.key(waiting.entity()), (entity, count) -> count == 1 ? null : count - 1);
        byWatcher.computeIfPresent(key(watching), (watcher, ofOne) -> {
            ofOne.remove(watching);
            return ofOne.isEmpty() ? null : ofOne;
        });
        return waiting;
    }

    private static String key(WatcherEntry watching) {
        String uri = watching.watcher().uri();
        return EntityUri.isEntity(uri) ? EntityUri.key(uri) : uri;
    }

    synchronized int size() {
        return all.size();
    }

    /** At how many presentities somebody waits. */
    synchronized int entities() {
        return byEntity.size();
    }
}
