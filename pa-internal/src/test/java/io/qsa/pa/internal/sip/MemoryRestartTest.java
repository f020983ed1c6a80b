package io.qsa.pa.internal.sip;

import org.junit.jupiter.api.Test;

import io.qsa.pa.store.MemoryStore;
import io.qsa.pa.store.PresenceStore;

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
