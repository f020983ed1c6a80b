package io.qsa.pa.internal.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.SubHandling;
import io.qsa.presence.winfo.WatcherInfo;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** A watcher or rules that fail: the other watchers must still be notified, and later that one, too. */
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

        assertThat(bob.heard()).containsExactly("[status closed]", "[a open]");
    }

    @Test
    void aWatcherThatFailsAtTheEndOfItsPresentityHarmsNobody() {
        agent.watch(ALICE, bob);
        agent.watch(ALICE, new FailingWatcher());
        agent.publish(ALICE, open("a"), HOUR);

        agent.forget(ALICE);
        agent.publish(ALICE, open("b"), HOUR);

        assertThat(bob.heard()).containsExactly("[status closed]", "[a open]", "gone", "[b open]");
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

        assertThat(bob.heard()).containsExactly("[status closed]", "[a open]");
    }

    @Test
    void whatCouldNotBeToldIsToldWhenTheRulesAreAskedAgain() {
        RecordingWatcher late = new RecordingWatcher(true) {
            private boolean failed;

            @Override
            public synchronized void onStatus(WatcherEntry watching) {
                super.onStatus(watching);
                failOnce();
            }

            @Override
            public synchronized void onRejected() {
                super.onRejected();
                failOnce();
            }

            private void failOnce() {
                failed = !failed;
                if (failed) {
                    throw new IllegalStateException("as it must be in this test");
                }
            }
        };
        agent.watch(ALICE, late);

        agent.onRules();
        agent.onRules();
        assertThat(late.heard()).containsExactly("[status closed]", "[status closed]");

        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.BLOCK));
        agent.onRules();
        agent.onRules();
        assertThat(late.heard()).containsExactly("rejected", "rejected");
    }

    @Test
    void whoWantsToKnowWhoWatchesHearsOfAWatcherThatFails() {
        List<String> heard = new ArrayList<>();
        agent.joinReaders(ALICE, new RecordingWatcher(true) {
                    @Override
                    public synchronized void onStatus(WatcherEntry watching) {
                        WatcherInfo info =
                                watching.view().document().as(WatcherInfo.class).orElseThrow();
                        info.watchers().forEach(one -> heard.add(one.uri() + " " + one.status()));
                    }
                })
                .begin();

        agent.watch(ALICE, new FailingWatcher());

        assertThat(heard).containsExactly("sip:carol@example.com ACTIVE");
    }
}
