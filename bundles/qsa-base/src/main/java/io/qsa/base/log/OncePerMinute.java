package io.qsa.base.log;

import java.util.LinkedHashMap;
import java.util.Map;

/** Limits log lines to one a minute for each key, for up to a thousand keys. Guarded by its monitor. */
public final class OncePerMinute<K> {
    private static final long SILENCE_MILLIS = 60_000;
    private static final int MAX_THINGS = 1000;

    private final Map<K, Long> lastLine = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
            return size() > MAX_THINGS;
        }
    };

    /** @param now in milliseconds, of a clock that never goes back */
    public synchronized boolean isDue(K thing, long now) {
        Long last = lastLine.get(thing);
        if (last != null && now - last < SILENCE_MILLIS) {
            return false;
        }
        lastLine.put(thing, now);
        return true;
    }
}
