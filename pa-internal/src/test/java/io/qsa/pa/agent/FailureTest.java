package io.qsa.pa.agent;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.qsa.pa.SubHandling;
import io.qsa.spi.timer.VirtualTimers;

import static io.qsa.pa.agent.Agents.ALICE;
import static io.qsa.pa.agent.Agents.HOUR;
import static io.qsa.pa.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** A watcher that fails, or rules that do: the others must go on to hear of the presentity, and so must he. */
class FailureTest {
    private final PresenceAgent agent = Agents.agent(new VirtualTimers(), "auth", "rules", "internal_auth", "same");
    private final RecordingWatcher bob = new RecordingWatcher(true);

    FailureTest() {
        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));
    }

    @Test
    void aWatcherThatFailsHarmsNobody() {
        agent.watch(ALICE, new FailingWatcher());
        agent.watch(ALICE, bob);

        agent.publish(ALICE, open("a"), HOUR);

        assertThat(bob.heard()).containsExactly("[]", "[a open]");
    }

    @Test
    void aWatcherThatFailsAtTheEndOfItsPresentityHarmsNobody() {
        agent.watch(ALICE, bob);
        agent.watch(ALICE, new FailingWatcher());
        agent.publish(ALICE, open("a"), HOUR);

        agent.forget(ALICE);
        agent.publish(ALICE, open("b"), HOUR);

        assertThat(bob.heard()).containsExactly("[]", "[a open]", "gone", "[b open]");
    }

    /** As rules do whose bundle is updated. */
    @Test
    void rulesThatFindNoClassesHarmOnlyThoseWhomTheyDecideOn() {
        agent.authoriseBy((presentity, watcher) -> {
            if (watcher.equals("sip:bob@example.com")) {
                return Optional.of(SubHandling.ALLOW);
            }
            throw new NoClassDefFoundError("as it must be in this test");
        });
        agent.watch(ALICE, bob);
        agent.watch(ALICE, new FailingWatcher());

        agent.publish(ALICE, open("a"), HOUR);

        assertThat(bob.heard()).containsExactly("[]", "[a open]");
    }
}
