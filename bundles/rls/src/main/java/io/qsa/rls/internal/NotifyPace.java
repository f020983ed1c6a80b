package io.qsa.rls.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.qsa.base.timer.Timers;

/**
 * Collects the changes of all lists for {@code timer_interval}; then at most {@code max_notifications_at_once} lists send
 * theirs. Safe for any thread.
 */
final class NotifyPace {
    private final Timers timers;
    private final Supplier<RlsSettings> settings;
    private final Set<WatchedList> waiting = new LinkedHashSet<>();
    private boolean armed;

    NotifyPace(Timers timers, Supplier<RlsSettings> settings) {
        this.timers = timers;
        this.settings = settings;
    }

    /** A list has a change to send. */
    synchronized void onChange(WatchedList list) {
        waiting.add(list);
        arm();
    }

    private void arm() {
        if (!armed && !waiting.isEmpty()) {
            armed = true;
            timers.schedule(settings.get().interval().toMillis(), this::onInterval);
        }
    }

    private void onInterval() {
        next().forEach(WatchedList::tell);
    }

    private synchronized List<WatchedList> next() {
        List<WatchedList> next = new ArrayList<>();
        Iterator<WatchedList> first = waiting.iterator();
        while (first.hasNext() && next.size() < settings.get().notificationsAtOnce()) {
            next.add(first.next());
            first.remove();
        }
        armed = false;
        arm();
        return next;
    }
}
