package io.qsa.pa.internal.journal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

import io.qsa.base.config.ConfigValues;
import io.qsa.base.timer.Timers;
import io.qsa.pa.store.PresenceStore;

/** Shared parts of tests with journals. */
public final class Journals {
    private Journals() {}

    /** A journal without a store. */
    public static Journal none(Timers timers) {
        Journal journal = new Journal(timers, Runnable::run, Runnable::run, settings());
        journal.start();
        return journal;
    }

    /** A journal that writes each change at once; it is not started. */
    public static Journal of(PresenceStore store, Timers timers) {
        return of(store, timers, oneAtATime());
    }

    /** A journal on an executor of the test; it is not started. */
    public static Journal of(PresenceStore store, Timers timers, Executor writer) {
        Journal journal = new Journal(timers, writer, Runnable::run, settings());
        journal.onStore(store);
        return journal;
    }

    /** Runs a task at once, or after the one that gave it. */
    private static Executor oneAtATime() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        return task -> {
            tasks.add(task);
            if (tasks.size() == 1) {
                for (Runnable next = task; next != null; next = tasks.peek()) {
                    next.run();
                    tasks.remove();
                }
            }
        };
    }

    /** Settings by key and value, where they are not the defaults. */
    static StoreSettings settings(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new StoreSettings(new ConfigValues(values));
    }
}
