package io.qsa.sip.core;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.qsa.sip.timer.Timers;

/**
 * The server transactions by what names them, and the answers that are kept for Timer J when they are over. Of an answer
 * stays what is needed to send it again; when they are too many, the oldest go first. Safe for any thread.
 */
final class TransactionTable {
    /** What all answers may take together, an estimate. */
    private static final long MAX_BYTES = 64L << 20;

    private static final long SWEEP_MILLIS = 1000;

    private final Map<String, Repeatable> byKey = new ConcurrentHashMap<>();
    private final Queue<KeptAnswer> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    int size() {
        return byKey.size();
    }

    /** What is there under a key; null, if nothing was, and now there is {@code fresh}. */
    Repeatable putIfAbsent(String key, Repeatable fresh, long now) {
        Repeatable present = byKey.putIfAbsent(key, fresh);
        while (present != null && present.isOver(now)) {
            present = byKey.replace(key, present, fresh) ? null : byKey.putIfAbsent(key, fresh);
        }
        return present;
    }

    void remove(String key, Repeatable entry) {
        byKey.remove(key, entry);
    }

    /** Puts an answer in the place of its transaction. */
    void keep(ServerTransaction transaction, KeptAnswer answer, Timers timers) {
        for (String key : answer.keys()) {
            byKey.replace(key, transaction, answer);
        }
        oldestFirst.add(answer);
        bytes.addAndGet(answer.size());
        while (bytes.get() > MAX_BYTES && !oldestFirst.isEmpty()) {
            forget(oldestFirst.poll());
        }
        sweepLater(timers);
    }

    private void forget(KeptAnswer answer) {
        if (answer != null) {
            bytes.addAndGet(-answer.size());
            for (String key : answer.keys()) {
                byKey.remove(key, answer);
            }
        }
    }

    private void sweepLater(Timers timers) {
        if (!oldestFirst.isEmpty() && sweeping.compareAndSet(false, true)) {
            timers.schedule(SWEEP_MILLIS, () -> sweep(timers));
        }
    }

    private void sweep(Timers timers) {
        long now = timers.now();
        KeptAnswer oldest = oldestFirst.peek();
        while (oldest != null && oldest.isOver(now)) {
            if (oldestFirst.remove(oldest)) {
                forget(oldest);
            }
            oldest = oldestFirst.peek();
        }
        sweeping.set(false);
        sweepLater(timers);
    }
}
