package io.qsa.pa.internal.sip;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.pa.store.Batch;
import io.qsa.pa.store.MemoryStore;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoredPublication;
import io.qsa.pa.store.StoredSubscription;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

class MemoryRestartTest extends RestartContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    protected PresenceStore store() {
        return store;
    }

    /** F60, X45: keys are made when a store is read, so what an earlier version wrote under another URI is found. */
    @Test
    void whatWasStoredUnderAnotherUriIsFound() throws Exception {
        start();
        subscribe(600);
        agent.publish(ALICE, open("a"), HOUR);
        endpoint.answer(200);
        String before = "sips:%61lice@EXAMPLE.com.;x=1";
        List<StoredPublication> publications = new ArrayList<>();
        List<StoredSubscription> subscriptions = new ArrayList<>();
        store.readPublications(p ->
                publications.add(new StoredPublication(p.key(), before, p.entityTag(), p.expiresAt(), p.document())));
        store.readSubscriptions(
                s -> subscriptions.add(new StoredSubscription(s.key(), before, s.event(), s.expiresAt(), s.dialog())));
        store.commit(new Batch(publications, List.of(), subscriptions, List.of()));
        restart();

        assertThat(agent.presentities()).extracting(p -> p.status()).containsExactly(open("a"));
        assertThat(agent.sipWatchers(ALICE)).isEqualTo(1);
        assertThat(agent.refresh(ALICE, publications.get(0).entityTag(), HOUR).expiry())
                .isEqualTo(HOUR);
    }

    /** N23: numbers that no commit has seen are not used again. */
    @Test
    void theNumbersOfManyNotifiesDoNotComeAgain() throws Exception {
        start();
        subscribe(600);
        String tag = agent.publish(ALICE, open("a"), HOUR).entityTag();
        long last = endpoint.answer(200).cseq();
        for (int i = 0; i < 40_000; i++) {
            tag = agent.modify(ALICE, tag, i % 2 == 0 ? closed("a") : open("a"), HOUR)
                    .entityTag();
            last = endpoint.answer(200).cseq();
        }
        restart();

        assertThat(endpoint.sent().cseq()).isGreaterThan(last);
    }
}
