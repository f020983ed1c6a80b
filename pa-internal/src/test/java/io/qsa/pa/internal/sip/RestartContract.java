package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.internal.journal.Journals;
import io.qsa.pa.store.PresenceStore;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PidfReader;
import io.qsa.presence.Tuple;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.FakeEndpoint;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The state of an agent after a crash, with every store. I32: one code path, the same tests. */
public abstract class RestartContract {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final VirtualTimers timers = new VirtualTimers();
    private final UserAgent bob = new UserAgent("call-1");
    FakeEndpoint endpoint;
    PresenceAgent agent;
    private SipFace face;

    /** The store as the agent opens it at a start, with the data that an earlier one has committed. */
    protected abstract PresenceStore store();

    /** A start, without an end before it. */
    void start() {
        Journal journal = Journals.of(store(), timers);
        endpoint = new FakeEndpoint();
        agent = Agents.agent(timers, journal, "auth", "none", "notify_interval", "0");
        face = new SipFace(agent, endpoint, timers);
        journal.start();
    }

    void restart() {
        // The alarms of a crashed agent must not fire.
        timers.close();
        start();
    }

    private SipResponse handle(SipRequest request) {
        FakeEndpoint.Incoming incoming = endpoint.incoming(request);
        assertThat(face.handle(incoming)).isTrue();
        return incoming.response();
    }

    void subscribe(int expires) {
        bob.establish(handle(bob.subscribe(expires)));
        endpoint.answer(200);
        endpoint.log();
    }

    /** P05: no tag that was given out is unknown. */
    @Test
    void aPublicationLivesOnUnderItsTag() throws Exception {
        start();
        String tag = agent.publish(ALICE, open("a"), HOUR).entityTag();
        tag = agent.modify(ALICE, tag, closed("a"), HOUR).entityTag();
        tag = agent.refresh(ALICE, tag, HOUR).entityTag();
        restart();

        assertThat(agent.presentities()).extracting(p -> p.status()).containsExactly(closed("a"));
        assertThat(agent.refresh(ALICE, tag, HOUR).expiry()).isEqualTo(HOUR);
    }

    /** P06: an old tag does not become valid again. */
    @Test
    void aTagThatWasReplacedOrRemovedStaysUnknown() throws Exception {
        start();
        String old = agent.publish(ALICE, open("a"), HOUR).entityTag();
        agent.refresh(ALICE, old, HOUR);
        String removed = agent.publish(ALICE, open("b"), HOUR).entityTag();
        agent.remove(ALICE, removed);
        restart();

        for (String tag : List.of(old, removed)) {
            assertThatExceptionOfType(UnknownEntityTagException.class)
                    .isThrownBy(() -> agent.refresh(ALICE, tag, HOUR));
        }
        assertThat(agent.presentities()).extracting(p -> p.status()).containsExactly(open("a"));
    }

    @Test
    void theDocumentOfSeveralPublicationsStaysTheSame() throws Exception {
        start();
        agent.publish(ALICE, open("a"), HOUR);
        String second = agent.publish(ALICE, closed("a"), HOUR).entityTag();
        agent.publish(ALICE, open("c"), HOUR);
        agent.refresh(ALICE, second, HOUR);
        var before = agent.presentities().get(0);
        restart();

        assertThat(agent.presentities().get(0)).isEqualTo(before);
    }

    /** P11: the expiry continues. */
    @Test
    void aPublicationLapsesWhenItWouldHave() {
        start();
        agent.publish(ALICE, open("a"), HOUR);
        timers.advance(MINUTE.multipliedBy(30));
        restart();

        timers.advance(MINUTE.multipliedBy(29));
        assertThat(agent.presentities()).hasSize(1);
        timers.advance(MINUTE);
        assertThat(agent.presentities()).isEmpty();
        restart();
        assertThat(agent.presentities()).isEmpty();
    }

    /** P11, N08: watchers are notified afterwards of publications that expired while the agent was down. */
    @Test
    void aWatcherHearsOfWhatHasLapsedMeanwhile() throws Exception {
        start();
        agent.publish(ALICE, open("a"), MINUTE);
        subscribe(600);
        timers.close();
        timers.advance(MINUTE.multipliedBy(2));
        restart();

        assertThat(endpoint.log()).containsExactly("NOTIFY active;expires=480");
        assertThat(PidfReader.read(endpoint.sent().body()).tuples())
                .extracting(Tuple::basic)
                .containsExactly(BasicStatus.CLOSED);
        restart();
        assertThat(PidfReader.read(endpoint.sent().body()).tuples())
                .extracting(Tuple::basic)
                .containsExactly(BasicStatus.CLOSED);
    }

    /** N12, N23, N28: the dialog continues, with CSeq numbers above all earlier ones, and at the newest target. */
    @Test
    void aWatcherIsToldTheStatusInItsDialog() throws Exception {
        start();
        String tag = agent.publish(ALICE, open("a"), HOUR).entityTag();
        SipRequest first = bob.subscribe(600).with("Record-Route", "<sip:proxy.example.com;lr>");
        bob.establish(handle(first));
        SipRequest before = endpoint.answer(200);
        handle(bob.subscribe(600).withFirstReplaced("Contact", "<sip:bob@127.0.0.2:5070>"));
        endpoint.answer(200);
        agent.modify(ALICE, tag, closed("a"), HOUR);
        SipRequest last = endpoint.answer(200);
        restart();

        SipRequest after = endpoint.sent();
        assertThat(endpoint.log()).containsExactly("NOTIFY active;expires=600");
        assertThat(after.requestUri()).isEqualTo("sip:bob@127.0.0.2:5070");
        assertThat(after.header("Route")).contains("<sip:proxy.example.com;lr>");
        assertThat(after.from()).usingRecursiveComparison().isEqualTo(before.from());
        assertThat(after.to()).usingRecursiveComparison().isEqualTo(before.to());
        assertThat(after.callId()).isEqualTo(before.callId());
        assertThat(after.cseq()).isGreaterThan(last.cseq());
        assertThat(PidfReader.read(after.body())).isEqualTo(closed("a"));
    }

    /** N06, N26. */
    @Test
    void aRefreshIsAnsweredWithTheStatus() throws Exception {
        start();
        agent.publish(ALICE, open("a"), HOUR);
        subscribe(600);
        restart();
        endpoint.answer(200);
        endpoint.log();

        SipResponse response = handle(bob.subscribe(700));

        assertThat(response.header("Expires")).contains("700");
        assertThat(endpoint.log()).containsExactly("200", "NOTIFY active;expires=700");
        assertThat(PidfReader.read(endpoint.sent().body())).isEqualTo(open("a"));
    }

    /** N27: the CSeq numbers of the peer continue, too. */
    @Test
    void aSubscribeFromBeforeTheCrashIsRefused() {
        start();
        SipRequest old = bob.subscribe(600);
        bob.establish(handle(old));
        SipRequest refresh = bob.subscribe(600);
        assertThat(handle(refresh).code()).isEqualTo(200);
        restart();

        assertThat(handle(refresh).code()).isEqualTo(500);
    }

    /** N11. */
    @Test
    void aSubscriptionThatHasLapsedMeanwhileIsEnded() {
        start();
        subscribe(600);
        timers.close();
        timers.advance(MINUTE.multipliedBy(11));
        restart();

        assertThat(endpoint.log()).containsExactly("NOTIFY terminated;reason=timeout");
        endpoint.answer(481);
        restart();
        assertThat(endpoint.log()).isEmpty();
    }

    /** N10, I35: nothing is left of ended subscriptions. */
    @Test
    void aWatcherThatHasLeftStaysAway() {
        start();
        subscribe(600);
        handle(bob.subscribe(0));
        restart();

        assertThat(endpoint.log()).isEmpty();
        assertThat(agent.presentities()).isEmpty();
    }

    /** Many restored watchers are notified one after the other, those that refresh are notified at once. */
    @Test
    void aRestartIsNoStorm() {
        start();
        for (int i = 0; i < 250; i++) {
            handle(new UserAgent("call-many-" + i).subscribe(600));
            endpoint.answer(200);
        }
        subscribe(600);
        restart();

        assertThat(endpoint.inFlight()).isEqualTo(100);
        handle(bob.subscribe(600));
        assertThat(endpoint.inFlight()).isBetween(100, 101);
        timers.advance(Duration.ofMillis(200));
        assertThat(endpoint.inFlight()).isEqualTo(251);
    }
}
