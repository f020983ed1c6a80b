package io.qsa.sip.endpoint.internal.dns;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was found out lately, the least used forgotten first. Guarded by its monitor. */
final class LocationCache {
    /** However long a record may be kept: an answer that was forged does not stay for a week. */
    private static final long LONGEST_SECONDS = 3600;

    private final Map<Object, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** What is still true. */
    synchronized Optional<Location> fresh(Object key, long now) {
        Entry entry = entries.get(key);
        return entry == null || entry.until <= now ? Optional.empty() : Optional.of(entry.location);
    }

    /** What was true, perhaps long ago. */
    synchronized Optional<Location> last(Object key) {
        return Optional.ofNullable(entries.get(key)).map(entry -> entry.location);
    }

    /** Remembers for as long as the location is true, but for a second at least: one look-up serves a crowd. */
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
