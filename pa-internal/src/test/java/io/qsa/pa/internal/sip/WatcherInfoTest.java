package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.store.StoredDialog;
import io.qsa.pa.store.StoredSubscription;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.presence.winfo.WatcherInfoReader;
import io.qsa.presence.xml.XmlException;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.UserAgent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Watcher information from the agent to Alice, about Bob who watches her. */
class WatcherInfoTest {
    private final WatchersRig rig =
            new WatchersRig("auth", "rules", "pending_timeout", "7200", "max_subscription_expiration", "604800");
    private final UserAgent alice = new UserAgent("call-1");
    private final UserAgent bob = new UserAgent("call-2");

    /** The next NOTIFY to Alice; those to Bob before it are answered. */
    private WatcherInfo toAlice() throws XmlException {
        while (!rig.endpoint.sent().requestUri().equals("sip:alice@127.0.0.1:5063")) {
            rig.endpoint.answer(200);
        }
        SipRequest notify = rig.endpoint.answer(200);
        assertThat(notify.header("Event")).contains("presence.winfo");
        assertThat(notify.contentType()).contains("application/watcherinfo+xml");
        return WatcherInfoReader.read(notify.body());
    }

    private WatcherInfo aliceSubscribes() throws XmlException {
        alice.establish(rig.handle(alice.subscribeToWatchers(86_400)));
        return toAlice();
    }

    private void bobSubscribes() {
        bob.establish(rig.handle(bob.subscribe(600)));
    }

    private void bobLeaves() {
        rig.handle(bob.subscribe(0));
    }

    private static List<String> statesOf(WatcherInfo info) {
        return info.watchers().stream()
                .map(watcher -> watcher.uri() + " " + watcher.status() + " " + watcher.event())
                .toList();
    }

    /** F150: no watcher was added or removed. */
    @Test
    void nothingIsToldWhereNothingHappens() throws XmlException {
        aliceSubscribes();
        rig.endpoint.log();

        rig.timers.advance(Duration.ofSeconds(6));

        assertThat(rig.endpoint.log()).isEmpty();
        assertThat(rig.endpoint.inFlight()).isZero();
    }

    /** W02: full at first, partial after; one id, one more version each time. */
    @Test
    void aliceHearsWhoComesAndWhatBecomesOfHim() throws XmlException {
        WatcherInfo first = aliceSubscribes();
        assertThat(first.isFull()).isTrue();
        assertThat(first.watchers()).isEmpty();

        bobSubscribes();
        rig.timers.advance(Duration.ofSeconds(5));
        WatcherInfo pending = toAlice();
        rig.agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));
        rig.timers.advance(Duration.ofSeconds(5));
        WatcherInfo active = toAlice();

        assertThat(statesOf(pending)).containsExactly("sip:bob@example.com PENDING subscribe");
        assertThat(statesOf(active)).containsExactly("sip:bob@example.com ACTIVE approved");
        assertThat(List.of(pending.isFull(), active.isFull())).containsOnly(false);
        assertThat(List.of(first.version(), pending.version(), active.version()))
                .containsExactly(0L, 1L, 2L);
        assertThat(active.watchers().get(0).id())
                .isEqualTo(pending.watchers().get(0).id());
    }

    /** X18: a watcher whose end cannot be sent to the readers is removed all the same. */
    @Test
    void aWatcherWhoseEndCannotBeToldIsForgotten() throws XmlException {
        rig.agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));
        StoredDialog dialog = new StoredDialog(
                "call-3",
                "<sip:alice@example.com>;tag=t1",
                "<sip:\uFFFE@evil>;tag=t2",
                "sip:evil@127.0.0.1:5064",
                List.of(),
                1,
                1);
        Instant soon = rig.timers.time().plusSeconds(60);
        rig.watchers
                .restore(new StoredSubscription("t1", "sip:alice@example.com", "presence", soon, dialog))
                .orElseThrow()
                .watch();
        rig.endpoint.answer(200);
        alice.establish(rig.handle(alice.subscribeToWatchers(86_400)));
        rig.timers.advance(Duration.ofSeconds(60));

        assertThatIllegalArgumentException().isThrownBy(() -> rig.endpoint.answer(200));
        assertThat(rig.watchers.size()).isEqualTo(1);
    }

    /** W02: a refresh brings all again. */
    @Test
    void aRefreshBringsTheFullState() throws XmlException {
        aliceSubscribes();
        bobSubscribes();
        rig.timers.advance(Duration.ofSeconds(5));
        toAlice();

        rig.handle(alice.subscribeToWatchers(86_400));
        WatcherInfo refreshed = toAlice();

        assertThat(refreshed.isFull()).isTrue();
        assertThat(refreshed.version()).isEqualTo(2);
        assertThat(statesOf(refreshed)).containsExactly("sip:bob@example.com PENDING subscribe");
    }

    /** W03: a watcher that leaves without a decision waits, and is given up. */
    @Test
    void whoLeavesUndecidedWaitsAndIsGivenUp() throws XmlException {
        aliceSubscribes();
        bobSubscribes();
        rig.endpoint.answer(200);
        bobLeaves();
        rig.endpoint.answer(200);
        rig.timers.advance(Duration.ofSeconds(5));
        assertThat(statesOf(toAlice())).containsExactly("sip:bob@example.com WAITING timeout");

        rig.timers.advance(Duration.ofHours(2));

        assertThat(statesOf(toAlice())).containsExactly("sip:bob@example.com TERMINATED giveup");
    }

    /** W03: a watcher that subscribes later needs a decision, too; and the decision ends the waiting. */
    @Test
    void whoWaitsIsShownToWhoAsksLaterUntilTheDecision() throws XmlException {
        bobSubscribes();
        rig.endpoint.answer(200);
        bobLeaves();
        rig.endpoint.answer(200);
        assertThat(statesOf(aliceSubscribes())).containsExactly("sip:bob@example.com WAITING timeout");

        rig.agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.BLOCK));
        rig.timers.advance(Duration.ofSeconds(5));

        assertThat(statesOf(toAlice())).containsExactly("sip:bob@example.com TERMINATED rejected");
    }

    @Test
    void nothingOfAWatcherStaysThatWasGivenUp() {
        bobSubscribes();
        rig.endpoint.answer(200);
        bobLeaves();
        rig.endpoint.answer(200);
        assertThat(rig.agent.presentities()).hasSize(1);

        rig.timers.advance(Duration.ofHours(2));

        assertThat(rig.agent.presentities()).isEmpty();
    }

    /** W04: changes within five seconds are one NOTIFY. */
    @Test
    void aliceIsNotToldMoreOftenThanEveryFiveSeconds() throws XmlException {
        rig.agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));
        aliceSubscribes();

        bobSubscribes();
        rig.endpoint.answer(200);
        bobLeaves();
        rig.endpoint.answer(200);
        assertThat(rig.endpoint.inFlight()).isZero();
        rig.timers.advance(Duration.ofSeconds(5));

        assertThat(statesOf(toAlice())).containsExactly("sip:bob@example.com TERMINATED timeout");
    }

    /** W01. */
    @Test
    void nobodyElseMayKnow() throws XmlException {
        SipRequest byBob =
                bob.request("SUBSCRIBE").with("Event", "presence.winfo").with("Contact", "<sip:bob@127.0.0.1:5062>");

        assertThat(rig.handle(byBob).code()).isEqualTo(403);
        rig.agent.apply(Agents.settings("winfo_auth", "none"));
        assertThat(rig.handle(byBob).code()).isEqualTo(200);
    }

    /** W05. */
    @Test
    void whoWatchesTheWatchersIsNotTold() {
        SipRequest request = alice.subscribeToWatchers(600).withFirstReplaced("Event", "presence.winfo.winfo");

        assertThat(rig.handle(request).code()).isEqualTo(489);
    }

    @Test
    void itIsNotThereIfItIsSwitchedOff() {
        rig.agent.apply(Agents.settings("watcherinfo_notify", "false"));

        SipResponse response = rig.handle(alice.subscribeToWatchers(600));

        assertThat(response.code()).isEqualTo(489);
        assertThat(response.header("Allow-Events")).contains("presence");
    }

    /** W06, X8: a URI of 4 kB is sent whole. */
    @Test
    void aLongUriIsToldWhole() throws XmlException {
        String uri = "sip:" + "b".repeat(4000) + "&'@example.com";
        rig.handle(bob.subscribe(600).withFirstReplaced("From", "<" + uri + ">;tag=bob"));
        rig.endpoint.answer(200);

        assertThat(aliceSubscribes().watchers()).extracting(w -> w.uri()).containsExactly(uri);
    }
}
