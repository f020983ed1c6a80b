package io.qsa.sip.endpoint.internal.dns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A cache of locations that drops the least recently used one. Guarded by its monitor. */
final class LocationCache {
    /** A bound on the TTL, so that a forged answer does not stay for a week. */
    private static final long LONGEST_SECONDS = 3600;

    private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** The location under a key, if it is still valid. */
    synchronized Optional<Location> fresh(Object key, long now) {
        Entry entry = entries.get(key);
        return entry == null || entry.until <= now ? Optional.empty() : Optional.of(entry.location);
    }

    /** The location under a key, even if it is not valid any more. */
    synchronized Optional<Location> last(Object key) {
        return Optional.ofNullable(entries.get(key)).map(entry -> entry.location);
    }

    /** Caches a location while it is valid, but for a second at least, so that one look-up serves many requests. */
    synchronized void put(Object key, Location location, long now, int room) {
        long seconds = Math.max(1, Math.min(location.seconds(), LONGEST_SECONDS));
        entries.put(key, new Entry(location, now + seconds * 1000));
        while (entries.size() > room) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    synchronized void clear() {
        entries.clear();
    }

    synchronized int size() {
        return entries.size();
    }

    private record Entry(Location location, long until) {}
}
