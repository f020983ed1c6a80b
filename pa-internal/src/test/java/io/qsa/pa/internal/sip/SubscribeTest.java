package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.presence.PidfReader;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** SUBSCRIBE and NOTIFY between a scripted watcher and the agent. */
class SubscribeTest {
    private final WatchersRig rig = new WatchersRig("auth", "none");
    private final UserAgent bob = new UserAgent("call-1");

    /** N03, N06, N07, N08. */
    @Test
    void aSubscribeIsAnsweredAndNotifiedAtOnce() throws Exception {
        rig.agent.publish(ALICE, open("a"), HOUR);

        SipResponse response = rig.handle(bob.subscribe(600));

        assertThat(rig.endpoint.log()).containsExactly("200", "NOTIFY active;expires=600");
        assertThat(response.header("Expires")).contains("600");
        SipRequest notify = rig.endpoint.sent();
        assertThat(notify.requestUri()).isEqualTo("sip:bob@127.0.0.1:5062");
        assertThat(notify.header("Event")).contains("presence");
        assertThat(notify.from().tag()).isEqualTo(response.to().tag());
        assertThat(notify.to().tag()).contains("bob");
        assertThat(notify.callId()).isEqualTo("call-1");
        assertThat(notify.contentType()).contains(UserAgent.PIDF);
        assertThat(PidfReader.read(notify.body())).isEqualTo(open("a"));
    }

    /** N03. */
    @Test
    void noMoreIsGrantedThanIsAllowed() {
        assertThat(rig.handle(bob.subscribe(90_000)).header("Expires")).contains("3600");
    }

    /** N05. */
    @Test
    void withoutExpiresTheDefaultIsGranted() {
        assertThat(rig.handle(bob.bareSubscribe()).header("Expires")).contains("3600");
    }

    /** The thread of a new watcher may notify other new watchers: its timers and refreshes need not wait for that. */
    @Test
    void whoComesIsFreeWhileSomebodyIsTold() {
        List<Boolean> free = new ArrayList<>();
        rig.agent.apply(Agents.settings("auth", "rules"));
        rig.agent.authoriseBy((presentity, watcher) -> {
            free.add(isEachWatcherFree());
            return Optional.of(SubHandling.ALLOW);
        });

        rig.handle(bob.subscribe(600));

        assertThat(rig.endpoint.log()).containsExactly("200", "NOTIFY active;expires=600");
        assertThat(free).hasSize(2).doesNotContain(false);
    }

    private boolean isEachWatcherFree() {
        Thread other = new Thread(rig.watchers::keepAll);
        other.start();
        try {
            other.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !other.isAlive();
    }

    /** N06, N26: a refresh stays in its subscription. */
    @Test
    void aRefreshIsAnsweredAndNotified() {
        rig.subscribe(bob, 600);
        rig.timers.advance(Duration.ofSeconds(500));

        SipResponse response = rig.handle(bob.subscribe(700));
        rig.endpoint.answer(200);

        assertThat(response.header("Expires")).contains("700");
        assertThat(rig.endpoint.log()).containsExactly("200", "NOTIFY active;expires=700");
        rig.timers.advance(Duration.ofSeconds(699));
        assertThat(rig.endpoint.log()).isEmpty();
        assertThat(rig.watchers.size()).isEqualTo(1);
        assertThat(rig.agent.presentities().get(0).sipWatchers()).isEqualTo(1);
    }

    /** N28. */
    @Test
    void aRefreshMovesTheTarget() {
        rig.subscribe(bob, 600);

        rig.handle(bob.subscribe(600).without("Contact").with("Contact", "<sip:bob@127.0.0.1:7777>"));

        assertThat(rig.endpoint.sent().requestUri()).isEqualTo("sip:bob@127.0.0.1:7777");
    }

    /** N09. */
    @Test
    void aFetchLeavesNothingBehind() {
        rig.agent.publish(ALICE, open("a"), HOUR);

        SipResponse response = rig.handle(bob.subscribe(0));
        assertThat(response.header("Expires")).contains("0");
        assertThat(rig.endpoint.log()).containsExactly("200", "NOTIFY terminated;reason=timeout");
        assertThat(rig.endpoint.answer(200).hasBody()).isTrue();

        assertThat(rig.watchers.size()).isZero();
        assertThat(rig.agent.presentities().get(0).sipWatchers()).isZero();
        assertThat(rig.timers.size()).isEqualTo(1);
    }

    /** N10. */
    @Test
    void anUnsubscribeGetsALastNotify() {
        rig.subscribe(bob, 600);

        rig.handle(bob.subscribe(0));
        rig.endpoint.answer(200);

        assertThat(rig.endpoint.log()).containsExactly("200", "NOTIFY terminated;reason=timeout");
        assertThat(rig.handle(bob.subscribe(600)).code()).isEqualTo(481);
        rig.assertNothingLeft();
    }

    /** N11. */
    @Test
    void aLapseGetsALastNotify() {
        rig.subscribe(bob, 600);

        rig.timers.advance(Duration.ofSeconds(600));
        rig.endpoint.answer(200);

        assertThat(rig.endpoint.log()).containsExactly("NOTIFY terminated;reason=timeout");
        rig.assertNothingLeft();
    }

    /** The id of the Event distinguishes subscriptions (RFC 6665 section 8.2.1). */
    @Test
    void theIdOfTheEventIsRepeated() {
        SipRequest first = bob.subscribe(600).without("Event").with("Event", "presence ;id=7");
        bob.establish(rig.handle(first));

        assertThat(rig.endpoint.sent().header("Event")).contains("presence;id=7");
    }

    /** F120, N35: one dialog is one subscription (RFC 6665 section 4.5.2); with 481 an old client would drop the one it has. */
    @ParameterizedTest
    @ValueSource(strings = {"presence;id=7", "presence.winfo"})
    void anotherEventInTheDialogIsForbiddenAndLeavesNoTrace(String other) {
        rig.subscribe(bob, 600);
        SipRequest asked = bob.subscribe(600).without("Event").with("Event", other);

        assertThat(rig.handle(asked).code()).isEqualTo(403);
        assertThat(rig.watchers.size()).isEqualTo(1);
        assertThat(rig.handle(bob.subscribe(600)).code()).isEqualTo(200);
    }

    /** N18, N19. */
    @ParameterizedTest
    @ValueSource(ints = {481, 404, 489, 408, 502})
    void aWatcherThatRefusesANotifyIsForgotten(int code) {
        bob.establish(rig.handle(bob.subscribe(600)));

        rig.endpoint.answer(code);

        rig.assertNothingLeft();
    }

    /** F111, N20: that NOTIFY has failed; the next change is sent, and a refresh finds its dialog. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 491, 500, 503, 603})
    void aWatcherThatCannotTakeOneNotifyGetsTheNext(int code) {
        bob.establish(rig.handle(bob.subscribe(600)));
        rig.endpoint.answer(code);
        rig.endpoint.log();

        rig.timers.advance(Duration.ofSeconds(5));
        rig.agent.publish(ALICE, open("a"), HOUR);

        assertThat(rig.endpoint.log()).containsExactly("NOTIFY active;expires=595");
        rig.endpoint.answer(200);
        assertThat(rig.handle(bob.subscribe(600)).code()).isEqualTo(200);
    }

    /** F42, N36: libpurple 2.14.12 repeats every header field of a NOTIFY in its answer. */
    @Test
    void aWatcherThatRepeatsOurContactIsWhereItWas() {
        bob.establish(rig.handle(bob.subscribe(600)));

        rig.endpoint.answer(
                SipResponse.to(rig.endpoint.sent(), 200).with("Contact", "<sip:pa@127.0.0.1;transport=udp>"));
        rig.handle(bob.subscribe(600).without("Contact"));

        assertThat(rig.endpoint.sent().requestUri()).isEqualTo("sip:bob@127.0.0.1:5062");
    }

    /** F42, from the other side. */
    @Test
    void aWatcherThatMovesSaysSoInItsAnswer() {
        bob.establish(rig.handle(bob.subscribe(600)));

        rig.endpoint.answer(SipResponse.to(rig.endpoint.sent(), 200).with("Contact", "<sip:bob@127.0.0.1:5090>"));
        rig.handle(bob.subscribe(600).without("Contact"));

        assertThat(rig.endpoint.sent().requestUri()).isEqualTo("sip:bob@127.0.0.1:5090");
    }

    /** N19. */
    @Test
    void aSilentWatcherStaysIfThatIsConfigured() {
        rig.agent.apply(Agents.settings("auth", "none", "ignore_408_on_notify", "true"));
        rig.handle(bob.subscribe(600));

        rig.endpoint.answer(408);

        assertThat(rig.watchers.size()).isEqualTo(1);
    }

    /** N22, N23, N24. */
    @Test
    void aChangeIsToldOnceInOrder() throws Exception {
        rig.subscribe(bob, 600);
        String tag = rig.agent.publish(ALICE, open("a"), HOUR).entityTag();
        rig.agent.modify(ALICE, tag, closed("a"), HOUR);
        assertThat(rig.endpoint.inFlight()).isZero();

        rig.timers.advance(Duration.ofSeconds(5));

        SipRequest notify = rig.endpoint.sent();
        assertThat(notify.cseq()).isEqualTo(2);
        assertThat(PidfReader.read(notify.body())).isEqualTo(closed("a"));
        assertThat(rig.endpoint.inFlight()).isEqualTo(1);
    }

    /** N21, N23: digest has raised the number. */
    @Test
    void theNextNotifyFollowsTheNumberThatWasAnswered() {
        rig.handle(bob.subscribe(600));
        SipRequest challenged = rig.endpoint.sent().without("CSeq").with("CSeq", "2 NOTIFY");
        rig.endpoint.answer(SipResponse.to(challenged, 200).with("Contact", "<>"));

        rig.agent.publish(ALICE, open("a"), HOUR);
        rig.timers.advance(Duration.ofSeconds(5));

        assertThat(rig.endpoint.sent().cseq()).isEqualTo(3);
    }

    /** N14, N29: an authenticated watcher without a decision gets no status. */
    @Test
    void withoutAuthorisationAWatcherIsPendingAndGetsNoBody() {
        rig.agent.apply(Agents.settings());
        rig.agent.publish(ALICE, open("a"), HOUR);

        SipResponse response = rig.handle(bob.subscribe(600));

        assertThat(response.code()).isEqualTo(200);
        assertThat(rig.endpoint.log()).containsExactly("200", "NOTIFY pending;expires=600");
        assertThat(rig.endpoint.answer(200).hasBody()).isFalse();
    }

    /** N15. */
    @Test
    void authorisationActsOnLiveWatchers() {
        rig.agent.apply(Agents.settings());
        rig.subscribe(bob, 600);

        rig.agent.apply(Agents.settings("auth", "none"));
        rig.endpoint.answer(200);
        rig.agent.apply(Agents.settings());
        rig.endpoint.answer(200);

        assertThat(rig.endpoint.log()).containsExactly("NOTIFY active;expires=600", "NOTIFY pending;expires=600");
    }

    /** N14, N15: a blocked watcher is refused at once, and an admitted one is notified when its authorisation ends. */
    @Test
    void rulesDecideOnNewAndOnLiveWatchers() {
        rig.agent.apply(Agents.settings("auth", "rules"));
        rig.agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.BLOCK));
        assertThat(rig.handle(bob.subscribe(600)).code()).isEqualTo(403);
        assertThat(rig.watchers.size()).isZero();
        rig.agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));
        rig.subscribe(bob, 600);

        rig.agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.BLOCK));

        assertThat(rig.endpoint.log()).containsExactly("NOTIFY terminated;reason=rejected");
        assertThat(rig.endpoint.answer(200).hasBody()).isFalse();
        assertThat(rig.watchers.size()).isZero();
    }

    /** N16: all watchers are notified, all answers are waited for. */
    @Test
    void aStopDeactivatesEveryWatcher() throws Exception {
        rig.subscribe(bob, 600);
        Thread answering = new Thread(() -> rig.endpoint.answer(200));

        assertThat(rig.watchers.stop(Duration.ZERO)).isEqualTo(1);
        assertThat(rig.endpoint.log()).containsExactly("NOTIFY terminated;reason=deactivated");
        answering.start();
        assertThat(rig.watchers.stop(Duration.ofSeconds(10))).isZero();
        answering.join();
        rig.assertNothingLeft();
    }
}
