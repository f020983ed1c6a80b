package io.qsa.pa.internal.agent;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.Publication;
import io.qsa.pa.UnknownEntityTagException;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PublicationTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final PresenceAgent agent = Agents.agent(timers, "max_publish_expiration", "7200");
    private final RecordingWatcher watcher = new RecordingWatcher(true);

    @BeforeEach
    void watch() {
        agent.watch(ALICE, watcher);
        watcher.heard();
    }

    /** P01. */
    @Test
    void aPublicationHasATagAndAnExpiry() {
        Publication publication = agent.publish(ALICE, open("a"), HOUR);

        assertThat(publication.entity()).isEqualTo(ALICE);
        assertThat(publication.entityTag()).isEqualTo("e1");
        assertThat(publication.expiry()).isEqualTo(HOUR);
        assertThat(watcher.heard()).containsExactly("[a open]");
    }

    @Test
    void anExpiryIsCutToTheLongestAllowed() {
        assertThat(agent.publish(ALICE, open("a"), Duration.ofDays(1)).expiry()).isEqualTo(Duration.ofHours(2));
    }

    /** P02: a refresh gives a new tag and notifies no watcher. */
    @Test
    void aRefreshKeepsThePublicationAlive() throws UnknownEntityTagException {
        agent.publish(ALICE, open("a"), HOUR);
        watcher.heard();
        timers.advance(Duration.ofMinutes(50));

        Publication refreshed = agent.refresh(ALICE, "e1", HOUR);
        timers.advance(Duration.ofMinutes(50));

        assertThat(refreshed.entityTag()).isEqualTo("e2");
        assertThat(watcher.heard()).isEmpty();
        assertThat(agent.refresh(ALICE, "e2", HOUR).entityTag()).isEqualTo("e3");
    }

    /** P03. */
    @Test
    void aModificationReplacesTheDocument() throws UnknownEntityTagException {
        agent.publish(ALICE, open("a"), HOUR);
        watcher.heard();

        Publication modified = agent.modify(ALICE, "e1", closed("a"), HOUR);

        assertThat(modified.entityTag()).isEqualTo("e2");
        assertThat(watcher.heard()).containsExactly("[a closed]");
    }

    @Test
    void aModificationThatChangesNothingTellsNobody() throws UnknownEntityTagException {
        agent.publish(ALICE, open("a"), HOUR);
        watcher.heard();

        agent.modify(ALICE, "e1", open("a"), HOUR);

        assertThat(watcher.heard()).isEmpty();
    }

    /** P04. */
    @Test
    void aRemovalTellsTheWatchers() throws UnknownEntityTagException {
        agent.publish(ALICE, open("a"), HOUR);
        watcher.heard();

        agent.remove(ALICE, "e1");

        assertThat(watcher.heard()).containsExactly("[status closed]");
        assertThat(timers.size()).isZero();
    }

    /** P05: nothing changes. */
    @Test
    void anUnknownTagIsRefused() {
        agent.publish(ALICE, open("a"), HOUR);
        watcher.heard();

        assertUnknown("e7");

        assertThat(watcher.heard()).isEmpty();
    }

    /** P05, P06. */
    @Test
    void aTagIsGoodForOneChange() throws UnknownEntityTagException {
        agent.publish(ALICE, open("a"), HOUR);
        agent.modify(ALICE, "e1", closed("a"), HOUR);

        assertUnknown("e1");

        assertThat(watcher.heard()).containsExactly("[a open]", "[a closed]");
    }

    /** The tag of one entity is none of another. */
    @Test
    void aTagBelongsToItsEntity() {
        agent.publish(ALICE, open("a"), HOUR);

        assertThatExceptionOfType(UnknownEntityTagException.class)
                .isThrownBy(() -> agent.remove("sip:bob@example.com", "e1"))
                .withMessage("no publication of sip:bob@example.com has the entity tag e1");
        assertThat(agent.presentities()).hasSize(1);
    }

    private void assertUnknown(String tag) {
        assertThatExceptionOfType(UnknownEntityTagException.class).isThrownBy(() -> agent.refresh(ALICE, tag, HOUR));
        assertThatExceptionOfType(UnknownEntityTagException.class)
                .isThrownBy(() -> agent.modify(ALICE, tag, closed("a"), HOUR));
        assertThatExceptionOfType(UnknownEntityTagException.class).isThrownBy(() -> agent.remove(ALICE, tag));
    }

    /** P11. */
    @Test
    void aPublicationLapsesOnce() {
        agent.publish(ALICE, open("a"), HOUR);
        agent.publish(ALICE, open("b"), Duration.ofHours(2));
        watcher.heard();

        timers.advance(Duration.ofMinutes(59));
        assertThat(watcher.heard()).isEmpty();
        timers.advance(Duration.ofMinutes(1));
        assertThat(watcher.heard()).containsExactly("[b open]");
        timers.advance(Duration.ofHours(1));
        assertThat(watcher.heard()).containsExactly("[status closed]");

        assertUnknown("e1");
        assertThat(timers.size()).isZero();
    }

    @Test
    void nothingIsLeftOfWhoIsNeitherPublishedNorWatched() throws UnknownEntityTagException {
        agent.publish("sip:bob@example.com", open("a"), HOUR);
        agent.remove("sip:bob@example.com", "e1");
        agent.watch("sip:carol@example.com", new RecordingWatcher(true)).close();

        assertThat(agent.presentities()).extracting(p -> p.status().entity()).containsExactly(ALICE);
        assertThat(timers.size()).isZero();
    }

    @Test
    void anExpiryThatIsNotPositiveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agent.publish(ALICE, open("a"), Duration.ZERO))
                .withMessageContaining("expiry is not positive");
    }

    @Test
    void anEntityThatIsNoUriIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agent.publish("alice\r\n", open("a"), HOUR))
                .withMessage("entity is no sip, sips, pres or tel URI: 'alice??'");
    }

    @Test
    void aStoppedAgentTakesNothing() {
        agent.close();

        assertThatIllegalStateException().isThrownBy(() -> agent.publish(ALICE, open("a"), HOUR));
    }
}
