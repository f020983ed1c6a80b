package io.qsa.sip.notifier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The machine alone: inputs, and the list of what it wants done. */
class SipSubscriptionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final RecordingOutbox outbox = new RecordingOutbox();
    private final SipSubscription subscription = new SipSubscription("test", outbox);
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    private void subscribe(Duration granted) {
        subscription.onSubscribe(granted, now);
    }

    private void status(String text) {
        outbox.newest = text;
        subscription.onStatus(now);
    }

    private void answer(NotifyOutcome outcome) {
        subscription.onAnswer(outcome, Duration.ofSeconds(30), false, now);
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    /** N17: nobody decides for as long as the watcher may wait. */
    @Test
    void aWatcherWhoWaitsForTooLongIsToldToGiveUp() {
        subscribe(HOUR);
        subscription.onPending(now);
        answer(NotifyOutcome.TAKEN);
        pass(3599);
        subscription.onPending(now);
        answer(NotifyOutcome.TAKEN);
        subscribe(HOUR);
        answer(NotifyOutcome.TAKEN);
        outbox.done();

        pass(3601);
        subscribe(HOUR);

        assertThat(outbox.done()).endsWith("terminated;reason=giveup");
    }

    /** N17. */
    @Test
    void whoWatchesNobodyIsToldSo() {
        subscribe(HOUR);
        status("a");
        answer(NotifyOutcome.TAKEN);
        outbox.done();

        subscription.onGone(now);

        assertThat(outbox.done()).containsExactly("terminated;reason=noresource");
    }

    @Nested
    class Fresh {
        /** N06: the NOTIFY follows as soon as the status is known. */
        @Test
        void waitsForTheStatus() {
            subscribe(HOUR);
            assertThat(outbox.done()).containsExactly("expiry PT1H");

            status("a");
            assertThat(outbox.done()).containsExactly("active;expires=3600 a");
        }

        /** N09. */
        @Test
        void aFetchGetsTheStatusOnceAndIsOver() {
            subscribe(Duration.ZERO);
            status("a");
            status("b");
            answer(NotifyOutcome.TAKEN);

            assertThat(outbox.done()).containsExactly("terminated;reason=timeout a", "finish");
        }

        /** N16. */
        @Test
        void aStopDoesNotWaitForTheStatus() {
            subscribe(HOUR);
            subscription.onStop(now);
            status("a");

            assertThat(outbox.done()).containsExactly("expiry PT1H", "terminated;reason=deactivated");
        }
    }

    @Nested
    class Pending {
        @BeforeEach
        void subscribed() {
            subscribe(HOUR);
            subscription.onPending(now);
        }

        /** N07, N14, N29: it hears that it waits, and no status. */
        @Test
        void getsNoStatus() {
            assertThat(outbox.done()).containsExactly("expiry PT1H", "pending;expires=3600");
        }

        /** N15: at once, whatever the interval. */
        @Test
        void getsTheStatusAsSoonAsItMay() {
            answer(NotifyOutcome.TAKEN);
            outbox.done();

            status("a");

            assertThat(outbox.done()).containsExactly("active;expires=3600 a");
        }

        @Test
        void getsNoStatusWhenItLapses() {
            answer(NotifyOutcome.TAKEN);
            outbox.done();
            pass(3600);

            subscription.onExpired(now);

            assertThat(outbox.done()).containsExactly("terminated;reason=timeout");
        }
    }

    @Nested
    class Active {
        @BeforeEach
        void subscribed() {
            subscribe(HOUR);
            status("a");
            outbox.done();
        }

        /** N08. */
        @Test
        void tellsHowLongTheSubscriptionStillLives() {
            answer(NotifyOutcome.TAKEN);
            pass(100);
            status("b");

            assertThat(outbox.done()).containsExactly("active;expires=3500 b");
        }

        /** N22. */
        @Test
        void changesDuringANotifyBecomeOne() {
            pass(10);
            status("b");
            status("c");
            assertThat(outbox.done()).isEmpty();

            answer(NotifyOutcome.TAKEN);
            answer(NotifyOutcome.TAKEN);

            assertThat(outbox.done()).containsExactly("active;expires=3590 c");
        }

        /** N24. */
        @Test
        void changesWithinTheIntervalBecomeOne() {
            answer(NotifyOutcome.TAKEN);
            pass(2);
            status("b");
            status("c");
            assertThat(outbox.done()).containsExactly("wait PT3S");

            pass(3);
            subscription.onWaited(now);
            assertThat(outbox.done()).containsExactly("active;expires=3595 c");
        }

        /** N06, N24: the answer to a refresh does not wait. */
        @Test
        void aRefreshIsAnsweredAtOnceWithinTheInterval() {
            answer(NotifyOutcome.TAKEN);
            pass(2);

            subscribe(Duration.ofMinutes(10));

            assertThat(outbox.done()).containsExactly("expiry PT10M", "active;expires=600 a");
        }

        /** N10. */
        @Test
        void anUnsubscribeEndsIt() {
            answer(NotifyOutcome.TAKEN);

            subscribe(Duration.ZERO);
            status("b");
            assertThat(subscription.isEnding()).isTrue();
            answer(NotifyOutcome.TAKEN);

            assertThat(outbox.done()).containsExactly("terminated;reason=timeout a", "finish");
        }

        /** N10, N22: the last NOTIFY waits for the one in flight. */
        @Test
        void anEndWaitsForTheNotifyInFlight() {
            subscribe(Duration.ZERO);
            assertThat(outbox.done()).isEmpty();

            answer(NotifyOutcome.TAKEN);
            assertThat(outbox.done()).containsExactly("terminated;reason=timeout a");
        }

        /** N11. */
        @Test
        void aLapseEndsIt() {
            answer(NotifyOutcome.TAKEN);
            pass(3600);

            subscription.onExpired(now);

            assertThat(outbox.done()).containsExactly("terminated;reason=timeout a");
        }

        @Test
        void aRefreshAtTheLastMomentWins() {
            answer(NotifyOutcome.TAKEN);
            pass(3600);
            subscribe(HOUR);
            answer(NotifyOutcome.TAKEN);
            outbox.done();

            subscription.onExpired(now);

            assertThat(outbox.done()).isEmpty();
        }

        /** N14: who may see nothing any more hears so, without a status. */
        @Test
        void authorisationWithdrawnMakesItPending() {
            answer(NotifyOutcome.TAKEN);

            subscription.onPending(now);

            assertThat(outbox.done()).containsExactly("pending;expires=3600");
        }

        /** N16. */
        @Test
        void aStopDeactivatesIt() {
            answer(NotifyOutcome.TAKEN);

            subscription.onStop(now);
            subscription.onStop(now);
            answer(NotifyOutcome.TAKEN);

            assertThat(outbox.done()).containsExactly("terminated;reason=deactivated", "finish");
        }

        /** N18, N19. */
        @Test
        void aWatcherThatIsGoneIsForgotten() {
            answer(NotifyOutcome.GONE);
            status("b");
            subscription.onExpired(now.plus(HOUR));
            subscription.onStop(now);

            assertThat(outbox.done()).containsExactly("finish");
            assertThat(subscription.isEnding()).isTrue();
        }

        /** N19. */
        @Test
        void aWatcherThatDoesNotAnswerIsForgottenUnlessThatIsIgnored() {
            subscription.onAnswer(NotifyOutcome.UNANSWERED, Duration.ZERO, true, now);
            pass(10);
            status("b");
            assertThat(outbox.done()).containsExactly("active;expires=3590 b");

            answer(NotifyOutcome.UNANSWERED);
            assertThat(outbox.done()).containsExactly("finish");
        }

        /** N20. */
        @Test
        void aWatcherThatAsksForTimeGetsTheStatusLater() {
            answer(NotifyOutcome.LATER);
            status("b");
            assertThat(outbox.done()).containsExactly("wait PT30S");

            pass(30);
            subscription.onWaited(now);
            assertThat(outbox.done()).containsExactly("active;expires=3570 b");
        }

        /** N20, N24: after a refresh, what the watcher asked for before does not hold changes back. */
        @Test
        void aRefreshEndsTheTimeThatAWatcherAskedFor() {
            answer(NotifyOutcome.LATER);
            subscribe(Duration.ofMinutes(10));
            answer(NotifyOutcome.TAKEN);
            outbox.done();
            pass(2);

            status("b");
            assertThat(outbox.done()).containsExactly("wait PT3S");

            pass(3);
            subscription.onWaited(now);
            assertThat(outbox.done()).containsExactly("active;expires=595 b");
        }
    }

    private static final class RecordingOutbox implements Outbox {
        private final List<String> done = new ArrayList<>();

        private String newest = "";

        @Override
        public void sendNotify(String subscriptionState, boolean withStatus) {
            done.add(withStatus ? subscriptionState + " " + newest : subscriptionState);
        }

        @Override
        public Duration patience() {
            return Duration.ofHours(2);
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(5);
        }

        @Override
        public void armExpiry(Duration duration) {
            done.add("expiry " + duration);
        }

        @Override
        public void armWait(Duration duration) {
            done.add("wait " + duration);
        }

        @Override
        public void finish() {
            done.add("finish");
        }

        /** What was done since the last call. */
        List<String> done() {
            List<String> copy = List.copyOf(done);
            done.clear();
            return copy;
        }
    }
}
