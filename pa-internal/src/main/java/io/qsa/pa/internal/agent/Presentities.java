package io.qsa.pa.internal.agent;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.qsa.base.uri.EntityUri;

/**
 * All presentities that are published or watched. Each comes when it is first named, and goes when it holds nothing. Safe
 * for any thread: nothing is locked beyond one presentity.
 */
final class Presentities {
    private final Map<String, Presentity> byKey = new ConcurrentHashMap<>();
    private final Function<String, Presentity> maker;

    /** @param maker makes a presentity of its URI */
    Presentities(Function<String, Presentity> maker) {
        this.maker = maker;
    }

    /** What is done at a presentity while its monitor is held. */
    interface Action<T, E extends Exception> {
        T at(Presentity presentity) throws E;
    }

    /** Does something at the presentity of this URI. */
    <T, E extends Exception> T at(String entity, Action<T, E> action) throws E {
        String key = EntityUri.key(entity);
        while (true) {
            Presentity presentity = byKey.computeIfAbsent(key, k -> maker.apply(entity));
            synchronized (presentity) {
                if (!presentity.isRetired()) {
                    try {
                        return action.at(presentity);
                    } finally {
                        removeIfEmpty(entity, presentity);
                    }
                }
            }
        }
    }

    /** Forgets a presentity that holds nothing any more. */
    void removeIfEmpty(String entity, Presentity presentity) {
        if (presentity.retireIfEmpty()) {
            byKey.remove(EntityUri.key(entity), presentity);
        }
    }

    Optional<Presentity> find(String entity) {
        return Optional.ofNullable(byKey.get(EntityUri.key(entity)));
    }

    /** Whether an entity is among at most so many, or may become so. It is counted loosely: the map counts without a lock. */
    boolean hasRoomFor(String entity, int most) {
        return byKey.size() < most || byKey.containsKey(EntityUri.key(entity));
    }

    int size() {
        return byKey.size();
    }

    /** In no order; what comes and goes meanwhile may be missed. */
    Collection<Presentity> all() {
        return byKey.values();
    }
}
