package io.qsa.presence.b2b.internal.machine;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The life of a dialog: refresh, its failures, Timer N, expiry. */
class RefreshingTest {
    @Test
    @DisplayName("S85 the refresh goes out resubscribe_delta before the end and asks for the configured time")
    void refreshesBeforeTheEnd() {
        Bench bench = Bench.in(State.CONFIRMED).advance(Duration.ofMillis(3_569_999));
        assertThat(bench.did()).isEmpty();

        assertThat(bench.advance(Duration.ofMillis(1)).did())
                .containsExactly("SUBSCRIBE refresh 3600", "-> RESUBSCRIBING");
    }

    @DisplayName("S86 B5 X6 the refresh is always before the granted end")
    @ParameterizedTest
    @CsvSource({
        "3600, 30, 30, 3570", "40, 30, 30, 20", "60, 30, 30, 30", "20, 30, 30, 10", "5, 30, 30, 2.5",
        "1, 30, 30, 0.5", "3600, 0, 30, 3599", "5, 0, 0, 4.5", "1, 0, 0, 0.9", "100, 30, 86400, 70",
        "100, 86400, 86400, 50", "100, 86400, 0, 50", "100, 100, 0, 50", "10.5, 10, 0, 1"
    })
    void refreshesBeforeAnyEnd(double granted, int delta, int least, double expected) {
        Timing timing = new Timing.Builder()
                .resubscribeDelta(Duration.ofSeconds(delta))
                .minResubscribe(Duration.ofSeconds(least))
                .build();

        assertThat(timing.refreshDelay((long) (granted * 1000)) / 1000.0).isEqualTo(expected);
    }

    @Test
    @DisplayName("S48 B4 expires of a NOTIFY is the time that is left, and moves the refresh")
    void expiresOfANotifyMovesTheRefresh() {
        Bench bench = Bench.in(State.CONFIRMED).notify("active", 600);

        assertThat(bench.expiresIn()).isEqualTo(600);
        assertThat(bench.dueIn()).isEqualTo(570);
    }

    @Test
    @DisplayName("S48 a NOTIFY that prolongs the time puts the refresh off")
    void aLongerTimePutsTheRefreshOff() {
        Bench bench =
                Bench.in(State.CONFIRMED).advance(Duration.ofSeconds(1000)).notify("active", 3600);

        assertThat(bench.dueIn()).isEqualTo(3570);
    }

    @Test
    @DisplayName("S49 a NOTIFY without expires leaves the refresh where it was")
    void aNotifyWithoutExpiresMovesNothing() {
        Bench bench =
                Bench.in(State.CONFIRMED).advance(Duration.ofSeconds(3560)).notify("active");

        assertThat(bench.dueIn()).isEqualTo(10);
        assertThat(bench.expiresIn()).isEqualTo(40);
    }

    @Test
    @DisplayName("S48 S86 NOTIFYs that count down to the end do not put the refresh off")
    void countingDownDoesNotPutTheRefreshOff() {
        Bench bench = Bench.in(State.CONFIRMED).advance(Duration.ofSeconds(3500));
        for (int left = 100; left > 30; left--) {
            bench.notify("active", left).advance(Duration.ofSeconds(1));
        }

        assertThat(bench.state()).isEqualTo(State.RESUBSCRIBING);
    }

    @Test
    @DisplayName("X6 expires=0 in a live state is no news")
    void zeroExpiresIsNoNews() {
        assertThat(Bench.in(State.CONFIRMED).notify("active", 0).expiresIn()).isEqualTo(3600);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 410, 416, 480, 482, 483, 484, 485, 501, 604})
    @DisplayName("S87 B9 these answers to a refresh end the subscription")
    void theseAnswersEndTheSubscription(int code) {
        Bench bench = Bench.in(State.RESUBSCRIBING).answer(code);

        assertThat(bench.did()).contains("forget", "-> WAITING");
    }

    @Test
    @DisplayName("S87 S101 S80 a peer that has forgotten the dialog is asked for a new one at once")
    void aForgottenDialogIsReplacedAtOnce() {
        assertThat(Bench.in(State.RESUBSCRIBING).answer(481).did())
                .containsExactly(
                        "forget",
                        "count RETRIES",
                        "PENDING retrying 481 phrase, retry in 0.0 s",
                        "SUBSCRIBE new 3600",
                        "-> UNCONFIRMED");
    }

    @Test
    @DisplayName("S101 B24 many that are forgotten together ask for new dialogs within a second, not in one moment")
    void theForgottenReturnSpread() {
        Bench bench = Bench.in(State.RESUBSCRIBING);
        bench.random = 0.7;
        bench.answer(481);

        assertThat(bench.state()).isEqualTo(State.DELAYED);
        assertThat(bench.dueIn()).isEqualTo(0.7);
    }

    @Test
    @DisplayName("U14 S88 a refresh that the endpoint holds back is tried when it says")
    void aRefreshThatIsHeldBackIsTriedWhenItSays() {
        Bench bench = Bench.in(State.RESUBSCRIBING);
        bench.machine.onAnswer(Answer.missing(503, "held back").withSeconds(9), bench.now);

        assertThat(bench.state()).isEqualTo(State.CONFIRMED);
        assertThat(bench.dueIn()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 408, 500, 503, 600, 302})
    @DisplayName("S88 B9 after any other answer the subscription lives on and is refreshed again before its end")
    void otherAnswersLeaveTheSubscriptionAlive(int code) {
        Bench bench = Bench.in(State.RESUBSCRIBING).answer(code);

        assertThat(bench.did()).containsExactly("-> CONFIRMED");
        assertThat(bench.advance(Duration.ofSeconds(15)).did())
                .containsExactly("SUBSCRIBE refresh 3600", "-> RESUBSCRIBING");
        assertThat(bench.expiresIn()).isEqualTo(15);
    }

    @Test
    @DisplayName("S30 S88 a Retry-After beyond the end leaves no time for another refresh")
    void aLateRetryAfterLeavesNoTime() {
        Bench bench = Bench.in(State.RESUBSCRIBING).answer(503, 31);

        assertThat(bench.advance(Duration.ofMillis(29_999)).did()).containsExactly("-> CONFIRMED");
        assertThat(bench.advance(Duration.ofMillis(1)).state()).isEqualTo(State.WAITING);
    }

    @Test
    @DisplayName("S30 S105 a Retry-After of a refresh holds on when the subscription runs out before it")
    void aRetryAfterOutlivesTheSubscription() {
        Bench bench = Bench.in(State.RESUBSCRIBING).answer(503, 3600).advance(Duration.ofSeconds(30));

        assertThat(bench.state()).isEqualTo(State.WAITING);
        assertThat(bench.dueIn()).isEqualTo(3570);
        bench.machine.onRetimed(bench.now);
        assertThat(bench.dueIn()).isEqualTo(3570);
    }

    @Test
    @DisplayName("S105 without a good refresh the subscription ends here, with a reason, and is tried again")
    void anExpiredSubscriptionEndsHere() {
        Bench bench = Bench.in(State.RESUBSCRIBING).advance(Duration.ofSeconds(30));

        assertThat(bench.did())
                .containsExactly(
                        "count EXPIRED",
                        "forget",
                        "count RETRIES",
                        "PENDING expired ran out without a refresh, retry in 120.0 s",
                        "-> WAITING");
        bench.notify("active", 600);
        assertThat(bench.did()).isEmpty();
    }

    @Test
    @DisplayName("S90 Timer N runs for a refresh too")
    void aRefreshNeedsItsNotify() {
        Bench bench = Bench.in(State.REACCEPTED).advance(Duration.ofSeconds(32));

        assertThat(bench.did()).contains("count TIMER_N_FIRED", "forsake", "-> WAITING");
    }

    @Test
    @DisplayName("S90 the NOTIFY of a refresh may come before its answer")
    void theNotifyOfARefreshMayComeFirst() {
        Bench bench = Bench.in(State.RENOTIFIED).answer(200, 3600);

        assertThat(bench.state()).isEqualTo(State.CONFIRMED);
        assertThat(bench.dueIn()).isEqualTo(3570);
    }

    @Test
    @DisplayName("S05 a refresh whose 2xx has no Expires lives as long as was asked for")
    void aRefreshWithoutExpiresLivesAsAskedFor() {
        assertThat(Bench.in(State.RESUBSCRIBING).notify("active").answer(200).expiresIn())
                .isEqualTo(3600);
    }

    @Test
    @DisplayName("S106 a dialog without CSeq numbers is ended and replaced")
    void aDialogWithoutNumbersIsReplaced() {
        Bench bench = Bench.in(State.CONFIRMED);
        bench.outbox.hasNumbersLeft = false;

        assertThat(bench.advance(Duration.ofSeconds(3570)).did())
                .containsExactly(
                        "forsake",
                        "count RETRIES",
                        "PENDING retrying the dialog has no CSeq number left, retry in 0.0 s",
                        "SUBSCRIBE new 3600",
                        "-> UNCONFIRMED");
    }

    @Test
    @DisplayName("S02 a change of default_expiration holds for the next refresh")
    void aNewExpirationHoldsForTheNextRefresh() {
        Bench bench = Bench.in(State.CONFIRMED);
        bench.outbox.expiration = 900;
        bench.machine.onRetimed(bench.now);
        assertThat(bench.did()).isEmpty();

        assertThat(bench.advance(Duration.ofSeconds(3570)).did()).startsWith("SUBSCRIBE refresh 900");
    }

    @Test
    @DisplayName("U4 a change of resubscribe_delta moves the refresh and sends nothing")
    void aNewDeltaMovesTheRefresh() {
        Bench bench = Bench.in(State.CONFIRMED).advance(Duration.ofSeconds(1000));
        bench.policy.change(
                new Timing.Builder().resubscribeDelta(Duration.ofSeconds(600)).build());
        bench.machine.onRetimed(bench.now);

        assertThat(bench.dueIn()).isEqualTo(2000);
        assertThat(bench.did()).isEmpty();
    }

    @Test
    @DisplayName("U4 a change of on_error_retry_time moves the retries that wait")
    void aNewRetryTimeMovesTheRetries() {
        Bench bench = Bench.in(State.WAITING).advance(Duration.ofSeconds(10));
        bench.policy.change(
                new Timing.Builder().errorRetry(Duration.ofSeconds(30)).build());
        bench.machine.onRetimed(bench.now);

        assertThat(bench.dueIn()).isEqualTo(20);
        assertThat(bench.did()).isEmpty();
    }

    @Test
    @DisplayName("U4 a change of wait_for_term_notify holds for the next unsubscribe")
    void aNewTerminationTimeHoldsForTheNextUnsubscribe() {
        Bench bench = Bench.in(State.CONFIRMED);
        bench.policy.change(
                new Timing.Builder().termination(Duration.ofSeconds(5)).build());
        bench.machine.onRetimed(bench.now);

        assertThat(bench.unsubscribe().dueIn()).isEqualTo(5);
    }

    @Test
    @DisplayName("I18 an operator can have a refresh at once, and a retry too")
    void anOperatorCanHaveARefreshAtOnce() {
        Bench live = Bench.in(State.CONFIRMED);
        live.machine.onRefreshWanted(live.now);
        assertThat(live.did()).containsExactly("SUBSCRIBE refresh 3600", "-> RESUBSCRIBING");

        Bench waiting = Bench.in(State.WAITING);
        waiting.machine.onRefreshWanted(waiting.now);
        assertThat(waiting.did()).containsExactly("SUBSCRIBE new 3600", "-> UNCONFIRMED");
    }
}
