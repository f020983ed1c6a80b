package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.internal.journal.Holder;
import io.qsa.pa.internal.journal.Kind;
import io.qsa.pa.internal.journal.RestorationGate;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoredSubscription;

/**
 * Writes all subscriptions to a new store, and restores them after a restart. Confined to the thread of the journal.
 *
 * <p>A restored watcher is sent the status, because the last NOTIFY before the crash may be lost. These NOTIFYs are paced, so
 * that a restart causes no burst.
 */
final class SubscriptionHolder implements Holder {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionHolder.class);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int TOLD_IN_A_STEP = 100;

    private final SipWatchers watchers;
    private final RestorationGate gate;

    /** @param gate opened when requests may be answered */
    SubscriptionHolder(SipWatchers watchers, RestorationGate gate) {
        this.watchers = watchers;
        this.gate = gate;
    }

    @Override
    public void putAll() {
        watchers.keepAll();
    }

    @Override
    public void restore(PresenceStore store) throws StoreException {
        Queue<SipWatcher> restored = new ConcurrentLinkedQueue<>();
        store.readSubscriptions(stored -> restore(stored, restored));
        LOG.info("Read {} subscriptions from the store", restored.size());
        tell(restored);
    }

    private void restore(StoredSubscription stored, Queue<SipWatcher> restored) {
        if (watchers.journal().isPending(Kind.SUBSCRIPTION, stored.key())) {
            return;
        }
        try {
            watchers.restore(stored).ifPresent(restored::add);
        } catch (RuntimeException unreadable) {
            LOG.warn("Subscription {} in the store is not readable: {}", stored.key(), unreadable.getMessage());
        }
    }

    private void tell(Queue<SipWatcher> restored) {
        for (int i = 0; i < TOLD_IN_A_STEP && !restored.isEmpty(); i++) {
            restored.remove().watch();
        }
        if (!restored.isEmpty()) {
            watchers.timers().schedule(STEP, () -> tell(restored));
        }
    }

    @Override
    public void onRestored() {
        gate.open();
    }
}
