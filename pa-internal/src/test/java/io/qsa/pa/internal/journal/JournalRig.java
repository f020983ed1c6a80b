package io.qsa.pa.internal.journal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.store.StoredPublication;

/** A journal whose writer runs when a test says so; time is virtual. Confined to the test. */
final class JournalRig {
    final VirtualTimers timers = new VirtualTimers();
    private final Queue<Runnable> writer = new ArrayDeque<>();
    final Journal journal = new Journal(timers, writer::add, Runnable::run, Journals.settings());
    final ScriptedStore store = new ScriptedStore();
    final List<String> acknowledged = new ArrayList<>();

    void open() {
        journal.onStore(store);
        journal.start();
        write();
    }

    void put(String key) {
        put(key, true);
    }

    void put(String key, boolean fresh) {
        journal.put(
                Kind.PUBLICATION,
                key,
                fresh,
                () -> new StoredPublication(key, "sip:alice@example.com", "e", Instant.EPOCH, "<presence/>"));
    }

    void remove(String key) {
        journal.remove(Kind.PUBLICATION, key);
    }

    void acknowledge(String what) {
        journal.whenStored(() -> acknowledged.add(what));
    }

    void write() {
        for (Runnable task = writer.poll(); task != null; task = writer.poll()) {
            task.run();
        }
    }
}
