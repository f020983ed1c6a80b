package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

class UnsubscribingTest {
    @Test
    @DisplayName("S92 S96 S98 Expires: 0 goes out, the final NOTIFY is answered and not delivered, nothing is left")
    void unsubscribeEndsTheDialog() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        rig.legs.unsubscribe(rig.subscription);
        Sent end = rig.endpoint.next();
        end.answer(peer.accept(end.request(), 0));

        assertThat(end.expires()).isEqualTo("0");
        assertThat(rig.deliveredCode(peer.notify("active", Peer.pidf("closed"))))
                .isEqualTo(200);
        assertThat(rig.deliveredCode(peer.notify("terminated;reason=timeout", Peer.pidf("closed"))))
                .isEqualTo(200);
        assertThat(rig.subscription.told()).isEmpty();
        assertThat(rig.deliveredCode(peer.notify("active"))).isEqualTo(481);
        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S92 those who leave all at once wait for their turn, and each sends its Expires: 0")
    void manyWhoLeaveTakeTurns() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        FakeSubscription other = FakeSubscription.presence("s2");
        Peer otherPeer = rig.live(other);
        rig.legs.limit(10, 1);
        rig.timers.settle();

        rig.legs.unsubscribe(rig.subscription);
        rig.legs.unsubscribe(other);
        Sent first = rig.endpoint.next();
        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(rig.deliveredCode(otherPeer.notify("active", Peer.pidf("closed"))))
                .isEqualTo(200);
        first.answer(peer.accept(first.request(), 0));
        Sent second = rig.endpoint.next();
        second.answer(otherPeer.accept(second.request(), 0));
        assertThat(rig.deliveredCode(peer.notify("terminated"))).isEqualTo(200);
        assertThat(rig.deliveredCode(otherPeer.notify("terminated"))).isEqualTo(200);

        assertThat(List.of(first.expires(), second.expires())).containsOnly("0");
        assertThat(other.told()).isEmpty();
        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S92 the peer may end who waits for the turn to leave")
    void whoWaitsToLeaveMayBeEnded() {
        Rig rig = new Rig();
        rig.live();
        FakeSubscription second = FakeSubscription.presence("s2");
        Peer secondPeer = rig.live(second);
        rig.legs.limit(10, 1);
        rig.timers.settle();

        rig.legs.unsubscribe(rig.subscription);
        rig.legs.unsubscribe(second);
        rig.deliver(secondPeer.notify("terminated"));
        assertThat(rig.legs.size()).isEqualTo(1);
        rig.advance(30);

        assertThat(rig.endpoint.all()).extracting(Sent::expires).containsExactly("0");
        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S105 a refresh that is answered while the end waits for its turn has prolonged what is to be ended")
    void whoWaitsToLeaveMayBeProlonged() {
        Rig rig = new Rig(
                DialogSettings.with(PeerRules.of(65536)), new Timing.Builder().termination(Duration.ofSeconds(100)));
        Peer peer = rig.live();
        rig.advance(3569);
        Sent before = leaveWithTheOnlyTurn(rig);
        rig.advance(1);
        Sent refresh = rig.endpoint.next();
        rig.legs.unsubscribe(rig.subscription);
        refresh.answer(peer.accept(refresh.request(), 3600));
        rig.advance(60);
        assertThat(rig.endpoint.isQuiet()).isTrue();
        before.answer(481);

        assertThat(rig.endpoint.next().expires()).isEqualTo("0");
    }

    @Test
    @Timeout(20)
    @DisplayName("S105 an answer to an older request does not take the turn away that has just come")
    void anOlderAnswerTakesNoTurn() throws Exception {
        Rig rig = new Rig();
        Peer peer = rig.live();
        rig.legs.refresh("s1");
        Sent refresh = rig.endpoint.next();
        rig.advance(60);
        Sent before = leaveWithTheOnlyTurn(rig);
        rig.legs.unsubscribe(rig.subscription);
        Thread other = new Thread(() -> before.answer(481));
        FakeRequest notify = new FakeRequest(peer.notify("active"));
        notify.onAnswer(() -> {
            // The leg is locked now: it has the turn, but has not used it.
            other.start();
            while (rig.legs.gauges().get("subscribes_waiting") > 0 && !Thread.interrupted()) {
                Thread.onSpinWait();
            }
            refresh.answer(408);
        });
        rig.legs.notifyHandler().handle(notify);
        other.join();

        assertThat(rig.endpoint.next().expires()).isEqualTo("0");
    }

    /** Another subscription unsubscribes, and no further one may until that is answered. */
    private static Sent leaveWithTheOnlyTurn(Rig rig) {
        FakeSubscription other = FakeSubscription.presence("s2");
        rig.live(other);
        rig.legs.limit(10, 1);
        rig.timers.settle();
        rig.legs.unsubscribe(other);
        return rig.endpoint.next();
    }

    @Test
    @DisplayName("S93 without a final NOTIFY the dialog is freed after wait_for_term_notify, and counted")
    void aMissingFinalNotifyIsNotWaitedForLong() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        rig.legs.unsubscribe(rig.subscription);
        Sent end = rig.endpoint.next();
        end.answer(peer.accept(end.request(), 0));
        rig.timers.advance(Duration.ofMillis(29_999));
        assertThat(rig.state()).isEqualTo(State.TERMINATING);
        rig.timers.advance(Duration.ofMillis(1));

        assertThat(rig.counted(B2bCounter.TERMINATIONS_MISSING)).isEqualTo(1);
        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S94 let go while the first SUBSCRIBE is in flight: Expires: 0 follows the 2xx, no CANCEL")
    void leavingWaitsForTheFirstAnswer() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        rig.legs.unsubscribe(rig.subscription);
        assertThat(rig.endpoint.isQuiet()).isTrue();
        first.answer(peer.accept(first.request(), 3600));
        Sent end = rig.endpoint.next();

        assertThat(end.request().method()).isEqualTo("SUBSCRIBE");
        assertThat(end.expires()).isEqualTo("0");
        assertThat(end.request().to().tag()).contains(peer.dialog().localTag());
        rig.deliver(peer.notify("terminated"));
        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S94 S92 where the 2xx does not say where to, Expires: 0 follows the first NOTIFY")
    void theFirstNotifyTellsWhereTheEndGoes() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        first.answer(
                SipResponse.to(first.request(), 200).withToTag(peer.dialog().localTag()));
        rig.legs.unsubscribe(rig.subscription);
        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.deliver(peer.notify("active", Peer.pidf("open")));
        Sent end = rig.endpoint.next();
        rig.deliver(peer.notify("active"));

        assertThat(end.expires()).isEqualTo("0");
        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(rig.subscription.told()).isEmpty();
        rig.deliver(peer.notify("terminated"));
        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S94 B31 a final NOTIFY before the 2xx ends it; the 2xx is no news")
    void aFinalNotifyBeforeTheAnswerEndsIt() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        rig.legs.unsubscribe(rig.subscription);
        rig.deliver(peer.notify("terminated"));
        first.answer(peer.accept(first.request(), 3600));

        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S94 an answer that comes after its attempt was given up ends the subscription that it speaks of")
    void lateAnswersLeaveNoOrphan() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        rig.advance(60);
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));
        Sent end = rig.endpoint.next();

        assertThat(end.expires()).isEqualTo("0");
        assertThat(end.request().callId()).isEqualTo(first.request().callId());
        assertThat(end.request().cseq()).isEqualTo(2);
        assertThat(rig.counted(B2bCounter.ORPHANS_ENDED)).isEqualTo(1);
    }

    @Test
    @DisplayName("S105 an answer to a refresh that comes after the end of its subscription ends what it has prolonged")
    void lateAnswersToARefreshLeaveNoOrphan() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        rig.advance(3570);
        Sent refresh = rig.endpoint.next();
        rig.advance(31);
        refresh.answer(SipResponse.to(refresh.request(), 200)
                .withToTag(peer.dialog().localTag())
                .with("Expires", "3600"));
        Sent end = rig.endpoint.next();

        assertThat(end.expires()).isEqualTo("0");
        assertThat(end.request().callId()).isEqualTo(refresh.request().callId());
        assertThat(end.request().cseq()).isEqualTo(3);
    }

    @Test
    @DisplayName("S20 S94 the end of an orphan follows the number that an answered challenge has raised")
    void theEndOfAnOrphanFollowsTheRaisedNumber() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        rig.advance(60);
        SipRequest raised = first.request().withFirstReplaced("CSeq", "3 SUBSCRIBE");
        first.answer(new Peer(first.request()).accept(raised, 3600));

        assertThat(rig.endpoint.next().request().cseq()).isEqualTo(4);
    }

    @Test
    @DisplayName("S95 S107 let go while a refresh is in flight: one Expires: 0 after it, and no refresh any more")
    void leavingWaitsForTheRefresh() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        rig.advance(3570);
        Sent refresh = rig.endpoint.next();
        rig.legs.unsubscribe(rig.subscription);
        assertThat(rig.endpoint.isQuiet()).isTrue();
        refresh.answer(peer.accept(refresh.request(), 3600));
        Sent end = rig.endpoint.next();
        end.answer(peer.accept(end.request(), 0));
        rig.advance(7200);

        assertThat(end.expires()).isEqualTo("0");
        assertThat(end.request().cseq()).isEqualTo(3);
        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S96 an unsubscribe that finds no dialog is done")
    void anUnknownDialogIsGone() {
        Rig rig = new Rig();
        rig.live();
        rig.legs.unsubscribe(rig.subscription);
        rig.endpoint.next().answer(481);

        assertNothingIsLeft(rig);
    }

    @Test
    @DisplayName("S100 subscribe, unsubscribe, subscribe: one live dialog, and nothing crosses over")
    void aNewSubscriptionHearsNothingOfTheOldOne() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        rig.legs.unsubscribe(rig.subscription);
        FakeSubscription again = FakeSubscription.presence("s2");
        rig.legs.subscribe(again);
        Sent second = rig.endpoint.next();
        Peer oldPeer = new Peer(first.request());
        Peer newPeer = new Peer(second.request());
        first.answer(oldPeer.accept(first.request(), 3600));
        rig.deliver(oldPeer.notify("active", Peer.pidf("closed")));
        second.answer(newPeer.accept(second.request(), 3600));
        rig.deliver(newPeer.notify("active", Peer.pidf("open")));
        rig.endpoint.next();
        rig.deliver(oldPeer.notify("terminated"));

        assertThat(rig.subscription.told()).isEmpty();
        assertThat(again.told()).containsExactly("ACTIVE");
        assertThat(rig.legs.gauges()).containsEntry("dialogs", 1L).containsEntry("subscriptions", 1L);
    }

    @Test
    @DisplayName("S107 an unsubscribe at the moment of the refresh sends one Expires: 0 and nothing else")
    void unsubscribeAtTheMomentOfTheRefresh() {
        Rig rig = new Rig();
        rig.live();
        rig.timers.advance(Duration.ofMillis(3_569_999));
        rig.legs.unsubscribe(rig.subscription);
        rig.timers.advance(Duration.ofMillis(1));

        assertThat(rig.endpoint.all()).extracting(Sent::expires).containsExactly("0");
    }

    @Test
    @DisplayName("B18 a subscription that was never taken is let go without harm")
    void lettingGoTwiceDoesNoHarm() {
        Rig rig = new Rig();
        rig.live();
        rig.legs.unsubscribe(rig.subscription);
        rig.legs.unsubscribe(rig.subscription);
        rig.legs.unsubscribe(FakeSubscription.presence("stranger"));

        assertThat(rig.endpoint.waiting()).isEqualTo(1);
    }

    @Test
    @DisplayName("S92 a 2xx without a usable Contact leaves nothing to unsubscribe")
    void nothingIsSentWithoutADialog() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        first.answer(SipResponse.to(first.request(), 200).withToTag("t").with("Contact", "*"));
        rig.legs.unsubscribe(rig.subscription);

        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.advance(30);
        assertNothingIsLeft(rig);
    }

    private static void assertNothingIsLeft(Rig rig) {
        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(rig.legs.size()).isZero();
        assertThat(rig.legs.gauges().values()).containsOnly(0L);
        assertThat(rig.timers.size()).isZero();
    }
}
