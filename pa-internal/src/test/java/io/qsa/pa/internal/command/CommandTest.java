package io.qsa.pa.internal.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.RecordedCall;
import io.qsa.base.command.ShellCommand;
import io.qsa.base.command.Table;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.agent.PresenceWatcher;
import io.qsa.pa.internal.agent.WatcherEntry;
import io.qsa.pa.internal.journal.Journals;
import io.qsa.pa.store.MemoryStore;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final PresenceAgent agent = Agents.agent(timers, "default_expires", "600");

    @Test
    void publishPrintsTheTagAndPresentitiesShowsThePublication() throws InterruptedException {
        assertThat(publish(Map.of("ENTITY", ALICE, "STATUS", "open", "--note", "in a <meeting>")))
                .containsExactly("e1");

        assertThat(table(new PresentitiesCommand(agent)))
                .containsExactly(
                        "entity | status | note | etags | internalWatchers | sipWatchers",
                        ALICE + " | open | in a <meeting> | e1 | 0 | 0");
    }

    @Test
    void aPublicationEndsAfterItsExpiry() throws InterruptedException {
        publish(Map.of("ENTITY", ALICE, "STATUS", "open", "--expires", "30"));
        publish(Map.of("ENTITY", ALICE, "STATUS", "closed"));

        timers.advance(Duration.ofSeconds(30));
        assertThat(agent.presentities().get(0).entityTags()).containsExactly("e2");
        timers.advance(Duration.ofSeconds(570));
        assertThat(agent.presentities()).isEmpty();
    }

    @Test
    void removeEndsThePublicationThatTheTagNames() throws InterruptedException {
        publish(Map.of("ENTITY", ALICE, "STATUS", "open"));

        run(new RemoveCommand(agent), Map.of("ENTITY", ALICE, "ETAG", "e1"));

        assertThat(agent.presentities()).isEmpty();
    }

    @Test
    void forgetEndsAllPublications() throws InterruptedException {
        publish(Map.of("ENTITY", ALICE, "STATUS", "open"));
        publish(Map.of("ENTITY", ALICE, "STATUS", "closed"));

        run(new ForgetCommand(agent), Map.of("ENTITY", ALICE));

        assertThat(agent.presentities()).isEmpty();
    }

    @Test
    void storeSaysWhetherThereIsOne() throws InterruptedException {
        assertThat(table(new StoreCommand(agent))).startsWith("what | value", "store | none");

        PresenceAgent kept = Agents.agent(timers, Journals.of(new MemoryStore(), timers));
        kept.publish(ALICE, Agents.open("a"), Agents.HOUR);
        assertThat(table(new StoreCommand(kept)))
                .startsWith("what | value", "store | keeps up", "changes to write | 0", "changes written | 1");
    }

    @Test
    void watchersShowsWhoWatchesAndWhatBecameOfIt() throws InterruptedException {
        agent.watch(ALICE, new SilentWatcher());
        timers.advance(Duration.ofSeconds(7));

        assertThat(table(new WatchersCommand(agent)))
                .containsExactly(
                        "entity | watcher | by | status | event | seconds",
                        ALICE + " | sip:bob@example.com | sip | pending | subscribe | 7");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish(Map.of("ENTITY", ALICE, "STATUS", "busy")))
                .withMessage("STATUS is neither open nor closed: 'busy'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish(Map.of("ENTITY", ALICE, "STATUS", "open", "--expires", "0")))
                .withMessage("--expires is no whole number above 0: '0'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish(Map.of("ENTITY", "alice", "STATUS", "open")))
                .withMessage("entity is no sip, sips, pres or tel URI: 'alice'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(new RemoveCommand(agent), Map.of("ENTITY", ALICE, "ETAG", "e9")))
                .withMessage("no publication of " + ALICE + " has the entity tag e9");
    }

    @Test
    void theShellProposesWhatThereIs() throws InterruptedException {
        publish(Map.of("ENTITY", ALICE, "STATUS", "open"));

        List<CommandSyntax.Parameter> parameters =
                new RemoveCommand(agent).syntax().parameters();

        assertThat(parameters.get(0).proposals()).isEqualTo(List.of(ALICE));
        assertThat(parameters.get(1).proposals()).isEqualTo(List.of("e1"));
    }

    private static final class SilentWatcher implements PresenceWatcher {
        @Override
        public boolean isInternal() {
            return false;
        }

        @Override
        public String uri() {
            return "sip:bob@example.com";
        }

        @Override
        public void onStatus(WatcherEntry watching) {}

        @Override
        public void onPending() {}

        @Override
        public void onRejected() {}

        @Override
        public void onGone() {}
    }

    private List<String> publish(Map<String, String> values) throws InterruptedException {
        return run(new PublishCommand(agent), values).lines();
    }

    /** The columns and the rows of the table that a command prints. */
    private static List<String> table(ShellCommand command) throws InterruptedException {
        Table table = run(command, Map.of()).table();
        return Stream.concat(Stream.of(table.columns()), table.rows().stream())
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" | ")))
                .toList();
    }

    private static RecordedCall run(ShellCommand command, Map<String, String> values) throws InterruptedException {
        RecordedCall call = new RecordedCall(values);
        command.execute(call);
        return call;
    }
}
