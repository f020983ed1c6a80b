package io.qsa.sip.endpoint.internal.core;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.qsa.base.timer.Timers;
import io.qsa.sip.endpoint.internal.transport.Flow;

/**
 * The server transactions by their keys, and the answers that are kept for Timer J after their end. Of an answer, only what
 * is needed to send it again is kept. Safe for any thread.
 */
final class TransactionTable {
    private static final long SWEEP_MILLIS = 1000;
    private static final byte[] NOTHING = {};

    private final Map<String, ServerTransaction> open = new ConcurrentHashMap<>();
    private final AnswerLog answers = new AnswerLog();
    private final AtomicBoolean sweeping = new AtomicBoolean();

    int size() {
        return open.size() + answers.size();
    }

    /** The transaction that is open under a key; null if there was none, and {@code fresh} was put there. */
    ServerTransaction putIfAbsent(String key, ServerTransaction fresh) {
        return open.putIfAbsent(key, fresh);
    }

    /** Whether something waits for its answer under a key. */
    boolean isOpen(String key) {
        return open.containsKey(key);
    }

    /**
     * The answer that is kept under a key; null if none is. To be called if no transaction is open under it: an answer is
     * kept before its transaction is removed.
     */
    KeptAnswer kept(String key, long now) {
        return answers.find(key, now);
    }

    void remove(String key, ServerTransaction transaction) {
        open.remove(key, transaction);
    }

    /** Keeps an answer under the first key of a transaction; the other keys are only reserved. */
    void keep(String[] keys, byte[] answer, Flow flow, long until, Timers timers) {
        answers.add(keys[0], answer, flow, until);
        for (int i = 1; i < keys.length; i++) {
            answers.add(keys[i], NOTHING, flow, until);
        }
        sweepLater(timers);
    }

    private void sweepLater(Timers timers) {
        if (!sweeping.get() && sweeping.compareAndSet(false, true)) {
            timers.schedule(SWEEP_MILLIS, () -> sweep(timers));
        }
    }

    private void sweep(Timers timers) {
        answers.sweep(timers.now());
        sweeping.set(false);
        if (answers.size() > 0) {
            sweepLater(timers);
        }
    }
}
