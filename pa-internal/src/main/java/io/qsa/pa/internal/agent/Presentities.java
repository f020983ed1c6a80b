package io.qsa.pa.internal.agent;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.qsa.base.uri.UriIdentity;

/**
 * All presentities that are published or watched. One is added when it is first used, and removed when it has neither
 * publications nor watchers. Safe for any thread: no lock covers more than one presentity.
 */
final class Presentities {
    private final Map<String, Presentity> byKey = new ConcurrentHashMap<>();
    private final Function<String, Presentity> maker;

    /** @param maker makes a presentity from its own URI, which does not depend on the URI of the first request */
    Presentities(Function<String, Presentity> maker) {
        this.maker = maker;
    }

    /** Code that runs with the monitor of a presentity held. */
    interface Action<T, E extends Exception> {
        T at(Presentity presentity) throws E;
    }

    /** Runs an action with the monitor of the presentity of this URI held. */
    <T, E extends Exception> T at(String entity, Action<T, E> action) throws E {
        String key = UriIdentity.key(entity);
        while (true) {
            Presentity presentity = byKey.computeIfAbsent(key, k -> maker.apply(UriIdentity.uriOfKey(k)));
            synchronized (presentity) {
                if (!presentity.isRetired()) {
                    try {
                        return action.at(presentity);
                    } finally {
                        removeIfEmpty(presentity);
                    }
                }
            }
        }
    }

    /** Removes a presentity that has neither publications nor watchers. */
    void removeIfEmpty(Presentity presentity) {
        if (presentity.retireIfEmpty()) {
            byKey.remove(UriIdentity.key(presentity.uri()), presentity);
        }
    }

    Optional<Presentity> find(String entity) {
        return Optional.ofNullable(byKey.get(UriIdentity.key(entity)));
    }

    /** Whether an entity exists, or fewer than {@code most} are. Approximate, because the map counts without a lock. */
    boolean hasRoomFor(String entity, int most) {
        return byKey.size() < most || byKey.containsKey(UriIdentity.key(entity));
    }

    int size() {
        return byKey.size();
    }

    /** In no order; one that is added or removed meanwhile may be included or not. */
    Collection<Presentity> all() {
        return byKey.values();
    }
}
