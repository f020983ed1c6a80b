package io.qsa.pa.internal.agent;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.internal.journal.Holder;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.internal.journal.Kind;
import io.qsa.pa.internal.journal.RestorationGate;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoredPublication;
import io.qsa.presence.PidfException;
import io.qsa.presence.PidfReader;

/** Writes all publications to a new store, and restores them after a restart. Confined to the thread of the journal. */
final class PublicationHolder implements Holder {
    private static final Logger LOG = LoggerFactory.getLogger(PublicationHolder.class);

    private final PresenceAgent agent;
    private final RestorationGate gate;
    private final Collection<Presentity> presentities;

    /** @param gate opened when watchers may be notified */
    PublicationHolder(PresenceAgent agent, RestorationGate gate, Collection<Presentity> presentities) {
        this.agent = agent;
        this.gate = gate;
        this.presentities = presentities;
    }

    @Override
    public void putAll() {
        presentities.forEach(Presentity::keepAll);
    }

    @Override
    public void restore(PresenceStore store) throws StoreException {
        int[] read = new int[1];
        store.readPublications(stored -> {
            read[0]++;
            restore(stored);
        });
        LOG.info("Read {} publications from the store", read[0]);
    }

    private void restore(StoredPublication stored) {
        Journal journal = agent.journal();
        Duration left = Duration.between(agent.timers().time(), stored.expiresAt());
        if (journal.isPending(Kind.PUBLICATION, stored.key())) {
            return;
        }
        if (left.isNegative() || left.isZero()) {
            journal.remove(Kind.PUBLICATION, stored.key());
            return;
        }
        try {
            agent.restore(stored, PidfReader.read(stored.document().getBytes(StandardCharsets.UTF_8)), left);
        } catch (PidfException | RuntimeException unreadable) {
            LOG.warn("Publication {} in the store is not readable: {}", stored.key(), unreadable.getMessage());
        }
    }

    @Override
    public void onRestored() {
        gate.open();
    }
}
