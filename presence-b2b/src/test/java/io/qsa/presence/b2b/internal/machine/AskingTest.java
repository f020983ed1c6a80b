package io.qsa.presence.b2b.internal.machine;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The first SUBSCRIBE of a dialog and its answers. */
class AskingTest {
    @Test
    @DisplayName("S02 S59 asks for the default expiration and tells nothing yet")
    void asksForTheDefaultExpiration() {
        Bench bench = new Bench();
        bench.machine.onSubscribe(bench.now);

        assertThat(bench.did()).containsExactly("SUBSCRIBE new 3600", "-> UNCONFIRMED");
        assertThat(bench.dueIn()).isEqualTo(60);
    }

    @Test
    @DisplayName("S03 the lifetime is that of the 2xx, not what was asked for")
    void theAnswerGrantsTheLifetime() {
        Bench bench = Bench.in(State.UNCONFIRMED).answer(200, 600);

        assertThat(bench.expiresIn()).isEqualTo(600);
    }

    @Test
    @DisplayName("S04 more than was asked for is capped and counted")
    void moreThanAskedForIsCapped() {
        Bench bench = Bench.in(State.UNCONFIRMED).answer(200, 4_294_967_295L);

        assertThat(bench.expiresIn()).isEqualTo(3600);
        assertThat(bench.did()).containsExactly("count EXPIRES_TOO_LONG", "-> ACCEPTED");
    }

    @Test
    @DisplayName("S05 B6 a 2xx without Expires grants what was asked for")
    void withoutExpiresWhatWasAskedForIsGranted() {
        assertThat(Bench.in(State.UNCONFIRMED).answer(200).expiresIn()).isEqualTo(3600);
        assertThat(Bench.in(State.UNCONFIRMED).answer(200, 0).expiresIn()).isEqualTo(3600);
    }

    @Test
    @DisplayName("S05 a 2xx without Expires leaves what the NOTIFY said")
    void withoutExpiresTheNotifyCounts() {
        assertThat(Bench.in(State.UNCONFIRMED).notify("active", 300).answer(200).expiresIn())
                .isEqualTo(300);
    }

    @Test
    @DisplayName("S104 a NOTIFY without expires does not make the subscription immortal")
    void aNotifyWithoutExpiresIsNotForEver() {
        assertThat(Bench.in(State.UNCONFIRMED).notify("active").expiresIn()).isEqualTo(3600);
    }

    @Test
    @DisplayName("S06 202 is 200")
    void acceptedIsOk() {
        assertThat(Bench.in(State.UNCONFIRMED).answer(202, 600).state()).isEqualTo(State.ACCEPTED);
    }

    @Test
    @DisplayName("S91 204 needs no NOTIFY")
    void silentAcceptanceNeedsNoNotify() {
        assertThat(Bench.in(State.RESUBSCRIBING).answer(204).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    @DisplayName("F123 204 to the first SUBSCRIBE promises nothing: without a NOTIFY it is asked anew")
    void silentAcceptanceOfTheFirstOneIsNotBelieved() {
        assertThat(Bench.in(State.UNCONFIRMED).answer(204).state()).isEqualTo(State.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410, 604, 400, 401, 480, 500, 503, 603})
    @DisplayName("S07 S34 B7 an error frees the dialog, tells the code and is tried again after on_error_retry_time")
    void errorsAreToldAndTriedAgain(int code) {
        Bench bench = Bench.in(State.UNCONFIRMED).answer(code);

        assertThat(bench.did())
                .containsExactly(
                        "forget",
                        "count RETRIES",
                        "PENDING retrying " + code + " phrase, retry in 120.0 s",
                        "-> WAITING");
        assertThat(bench.advance(Duration.ofMillis(119_999)).did()).isEmpty();
        assertThat(bench.advance(Duration.ofMillis(1)).did()).containsExactly("SUBSCRIBE new 3600", "-> UNCONFIRMED");
    }

    @ParameterizedTest
    @ValueSource(ints = {482, 483})
    @DisplayName("S36 a loop is not pressed, and counted for the operator")
    void loopsAreCounted(int code) {
        Bench bench = Bench.in(State.UNCONFIRMED).answer(code);

        assertThat(bench.did()).contains("count LOOPS");
        assertThat(bench.dueIn()).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(ints = {406, 415, 420, 489})
    @DisplayName("S14 S29 S35 what would be refused again is not repeated until the settings change")
    void permanentRefusalsWaitForOtherSettings(int code) {
        Bench bench = Bench.in(State.UNCONFIRMED).answer(code);

        assertThat(bench.did()).containsExactly("forget", "TERMINATED error " + code + " phrase", "-> STOPPED");
        assertThat(bench.advance(Duration.ofDays(10)).did()).isEmpty();
        bench.machine.onReconfigured(bench.now);
        assertThat(bench.did()).containsExactly("SUBSCRIBE new 3600", "-> UNCONFIRMED");
    }

    @Test
    @DisplayName("S25 423 raises Expires once, and for the next refresh too")
    void tooBriefRaisesTheExpiration() {
        Bench bench = Bench.in(State.UNCONFIRMED).answer(423, 7200);

        assertThat(bench.did()).containsExactly("SUBSCRIBE again 7200");
        bench.answer(200, 7200).notify("active").advance(Duration.ofSeconds(7170));
        assertThat(bench.did()).contains("SUBSCRIBE refresh 7200");
    }

    @Test
    @DisplayName("S25 a second 423, one without Min-Expires, one below what was asked and one beyond reason are errors")
    void tooBriefIsFollowedOnlyOnceAndWithinReason() {
        assertThat(Bench.in(State.UNCONFIRMED)
                        .answer(423, 7200)
                        .answer(423, 8000)
                        .state())
                .isEqualTo(State.WAITING);
        assertThat(Bench.in(State.UNCONFIRMED).answer(423).state()).isEqualTo(State.WAITING);
        assertThat(Bench.in(State.UNCONFIRMED).answer(423, 3600).state()).isEqualTo(State.WAITING);
        assertThat(Bench.in(State.UNCONFIRMED).answer(423, 86_401).state()).isEqualTo(State.WAITING);
        assertThat(Bench.in(State.UNCONFIRMED).answer(423, 86_400).state()).isEqualTo(State.UNCONFIRMED);
    }

    @Test
    @DisplayName("S25 Min-Expires is no pause")
    void minExpiresIsNoPause() {
        assertThat(Bench.in(State.UNCONFIRMED).answer(423, 600).dueIn()).isEqualTo(120);
    }

    @Test
    @DisplayName("S26 B10 other targets are asked, five at most, within the time of one attempt")
    void otherTargetsAreAsked() {
        Bench bench = Bench.in(State.UNCONFIRMED);
        Answer elsewhere = Answer.of(302, "Moved Temporarily").withAlternative();
        for (int i = 0; i < 5; i++) {
            bench.advance(Duration.ofSeconds(10)).machine.onAnswer(elsewhere, bench.now);
            assertThat(bench.did()).containsExactly("SUBSCRIBE elsewhere 3600");
        }
        assertThat(bench.dueIn()).isEqualTo(10);
        bench.machine.onAnswer(elsewhere, bench.now);
        assertThat(bench.state()).isEqualTo(State.WAITING);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 413, 480, 486, 500, 503, 600, 603})
    @DisplayName("S30 nothing is sent before Retry-After")
    void retryAfterIsHonoured(int code) {
        Bench bench = Bench.in(State.UNCONFIRMED).answer(code, 1800);

        assertThat(bench.dueIn()).isEqualTo(1800);
        bench.policy.change(
                new Timing.Builder().errorRetry(Duration.ofSeconds(1)).build());
        bench.machine.onRetimed(bench.now);
        assertThat(bench.dueIn()).isEqualTo(1800);
    }

    @Test
    @DisplayName("X7 a hostile Retry-After puts no subscription to sleep for ever")
    void retryAfterHasALimit() {
        assertThat(Bench.in(State.UNCONFIRMED).answer(503, 4_294_967_295L).dueIn())
                .isEqualTo(86_400);
    }

    @Test
    @DisplayName("S89 B32 Timer N: accepted, but no NOTIFY: the subscription is given up and ended at the peer")
    void acceptedWithoutNotifyIsGivenUp() {
        Bench bench = Bench.in(State.ACCEPTED).advance(Duration.ofMillis(31_999));
        assertThat(bench.did()).isEmpty();
        bench.advance(Duration.ofMillis(1));

        assertThat(bench.did())
                .containsExactly(
                        "count TIMER_N_FIRED",
                        "forsake",
                        "count RETRIES",
                        "PENDING retrying accepted, but no NOTIFY came, retry in 120.0 s",
                        "-> WAITING");
    }

    @Test
    @DisplayName("S89 an answer that came late leaves the NOTIFY some time")
    void aLateAnswerLeavesTheNotifySomeTime() {
        assertThat(Bench.in(State.UNCONFIRMED)
                        .advance(Duration.ofSeconds(50))
                        .answer(200)
                        .dueIn())
                .isEqualTo(4);
    }

    @Test
    @DisplayName("S33 an attempt without an answer ends after failover_timeout")
    void anAttemptWithoutAnAnswerEnds() {
        Bench bench = Bench.in(State.UNCONFIRMED).advance(Duration.ofSeconds(60));

        assertThat(bench.did())
                .contains("PENDING retrying 408 no answer within failover_timeout, retry in 120.0 s", "-> WAITING");
    }

    @Test
    @DisplayName("S40 a NOTIFY without an answer is a subscription all the same")
    void aLostAnswerDoesNotMatterAfterTheNotify() {
        Bench bench = Bench.in(State.PRECONFIRMED).noAnswer();

        assertThat(bench.state()).isEqualTo(State.CONFIRMED);
        assertThat(bench.dueIn()).isEqualTo(3570);
    }

    @Test
    @DisplayName("S07 a refusal after a NOTIFY ends what the NOTIFY has made")
    void aRefusalAfterANotifyEndsTheDialog() {
        assertThat(Bench.in(State.PRECONFIRMED).answer(403).did()).startsWith("forsake");
    }

    @Test
    @DisplayName("Q04 who waits for room is told so, who waits for a turn is not")
    void waitingForRoomIsTold() {
        Bench room = new Bench();
        room.outbox.admission = Admission.WAIT_FOR_ROOM;
        room.machine.onSubscribe(room.now);
        assertThat(room.did()).containsExactly("PENDING limit max_subscriptions reached", "-> QUEUED");

        Bench turn = new Bench();
        turn.outbox.admission = Admission.WAIT_FOR_TURN;
        turn.machine.onSubscribe(turn.now);
        assertThat(turn.did()).containsExactly("-> QUEUED");
        turn.machine.onAdmitted(turn.now);
        assertThat(turn.did()).containsExactly("SUBSCRIBE new 3600", "-> UNCONFIRMED");
    }

    @Test
    @DisplayName("C16 a record without a SIP address is refused with a reason")
    void unaddressableRecordsAreRefused() {
        Bench bench = new Bench();
        bench.outbox.admission = Admission.UNADDRESSABLE;
        bench.machine.onSubscribe(bench.now);

        assertThat(bench.did().get(0)).startsWith("TERMINATED error the record has no SIP address");
        assertThat(bench.state()).isEqualTo(State.STOPPED);
    }

    @Test
    @DisplayName("U14 what the endpoint holds back waits as long as it says, however often, and is no failure")
    void whatIsHeldBackIsNoFailure() {
        Bench bench = Bench.in(State.UNCONFIRMED);
        for (int i = 0; i < 50; i++) {
            bench.machine.onAnswer(Answer.missing(503, "held back").withSeconds(7), bench.now);
            assertThat(bench.did())
                    .containsExactly(
                            "forget",
                            "count HELD_BACK",
                            "PENDING retrying 503 held back, retry in 7.0 s",
                            "-> WAITING");
            assertThat(bench.advance(Duration.ofSeconds(7)).state()).isEqualTo(State.UNCONFIRMED);
            bench.did();
        }
        assertThat(bench.machine.failures()).isZero();
        assertThat(bench.answer(500).dueIn()).isEqualTo(120);
    }

    @Test
    @DisplayName("U14 what is held back returns spread")
    void whatIsHeldBackReturnsSpread() {
        Bench bench = Bench.in(State.UNCONFIRMED);
        bench.random = 0.8;
        bench.machine.onAnswer(Answer.missing(503, "held back").withSeconds(10), bench.now);

        assertThat(bench.dueIn()).isEqualTo(12);
    }

    @Test
    @DisplayName("S30 a new on_error_retry_time does not go against Retry-After")
    void aNewPauseDoesNotGoAgainstRetryAfter() {
        Bench bench = Bench.in(State.UNCONFIRMED).answer(503, 600);
        bench.policy.change(
                new Timing.Builder().errorRetry(Duration.ofSeconds(1)).build());
        bench.machine.onRetimed(bench.now);

        assertThat(bench.dueIn()).isEqualTo(600);
    }

    @Test
    @DisplayName("B24 max_subscribe_delay spreads starts, retries and the return of an endpoint")
    void startsAreSpread() {
        Bench bench = new Bench(new Timing.Builder().maxSubscribeDelay(Duration.ofSeconds(100)));
        bench.random = 0.3;
        bench.machine.onSubscribe(bench.now);
        assertThat(bench.dueIn()).isEqualTo(30);
        bench.advance(Duration.ofSeconds(30)).answer(500);
        assertThat(bench.dueIn()).isEqualTo(120 * 1.075 + 30);
        bench.advance(Duration.ofSeconds(159)).machine.onOffline(bench.now);
        bench.machine.onOnline(bench.now);
        assertThat(bench.dueIn()).isEqualTo(30);
    }
}
