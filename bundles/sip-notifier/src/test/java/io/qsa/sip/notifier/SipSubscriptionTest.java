package io.qsa.sip.notifier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The machine alone: inputs, and the list of its outputs. */
class SipSubscriptionTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Recording subscription = new Recording();
    private long now = 1_000_000;

    private void subscribe(Duration granted) {
        subscription.onSubscribe(granted, now);
    }

    private void status(String text) {
        subscription.newest = text;
        subscription.onStatus(now);
    }

    private void answer(NotifyOutcome outcome) {
        subscription.onAnswer(outcome, Duration.ofSeconds(30), false, now);
    }

    private void pass(int seconds) {
        now += 1000L * seconds;
    }

    /** N17: no decision for as long as the watcher may wait. */
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
        subscription.done();

        pass(3601);
        subscribe(HOUR);

        assertThat(subscription.done()).endsWith("terminated;reason=giveup");
    }

    /** N17. */
    @Test
    void whoWatchesNobodyIsToldSo() {
        subscribe(HOUR);
        status("a");
        answer(NotifyOutcome.TAKEN);
        subscription.done();

        subscription.onGone(now);

        assertThat(subscription.done()).containsExactly("terminated;reason=noresource");
    }

    /** X18: a watcher to whom nothing can be sent is not kept without end. */
    @Test
    void aNotifyThatCannotBeSentEndsIt() {
        subscribe(HOUR);
        subscription.broken = true;

        status("a");
        status("b");
        answer(NotifyOutcome.TAKEN);
        subscription.onRing(now + HOUR.toMillis());

        assertThat(subscription.done()).containsExactly("arm PT1H", "finish");
        assertThat(subscription.isEnding()).isTrue();
    }

    /** X18. */
    @Test
    void aLastNotifyThatCannotBeSentEndsItOnce() {
        subscribe(HOUR);
        subscription.broken = true;

        subscription.onStop(now);
        subscription.onStop(now);

        assertThat(subscription.done()).containsExactly("arm PT1H", "finish");
    }

    /** F116: the status is kept quiet, the state of the subscription is not. */
    @Test
    void whoKnowsEveryStatusHearsOfTheSubscriptionAlone() {
        subscribe(HOUR);
        status("a");
        answer(NotifyOutcome.TAKEN);
        subscription.done();
        subscription.quenched = true;

        pass(10);
        status("b");
        assertThat(subscription.done()).isEmpty();
        subscription.onPending(now);
        assertThat(subscription.done()).containsExactly("pending;expires=3590");
        answer(NotifyOutcome.LATER);
        pass(30);
        subscription.onRing(now);
        assertThat(subscription.done()).contains("pending;expires=3560");
        answer(NotifyOutcome.TAKEN);
        status("c");
        assertThat(subscription.done()).containsExactly("active;expires=3560 c");
        answer(NotifyOutcome.TAKEN);

        subscription.quenched = false;
        pass(10);
        status("d");
        assertThat(subscription.done()).containsExactly("active;expires=3550 d");
    }

    @Nested
    class Fresh {
        /** N06: the NOTIFY follows as soon as the status is known. */
        @Test
        void waitsForTheStatus() {
            subscribe(HOUR);
            assertThat(subscription.done()).containsExactly("arm PT1H");

            status("a");
            assertThat(subscription.done()).containsExactly("active;expires=3600 a");
        }

        /** N09. */
        @Test
        void aFetchGetsTheStatusOnceAndIsOver() {
            subscribe(Duration.ZERO);
            status("a");
            status("b");
            answer(NotifyOutcome.TAKEN);

            assertThat(subscription.done()).containsExactly("terminated;reason=timeout a", "finish");
        }

        /** N16. */
        @Test
        void aStopDoesNotWaitForTheStatus() {
            subscribe(HOUR);
            subscription.onStop(now);
            status("a");

            assertThat(subscription.done()).containsExactly("arm PT1H", "terminated;reason=deactivated");
        }
    }

    @Nested
    class Pending {
        @BeforeEach
        void subscribed() {
            subscribe(HOUR);
            subscription.onPending(now);
        }

        /** N07, N14, N29: the watcher is sent pending, without a status. */
        @Test
        void getsNoStatus() {
            assertThat(subscription.done()).containsExactly("arm PT1H", "pending;expires=3600");
        }

        /** N15: at once, whatever the interval. */
        @Test
        void getsTheStatusAsSoonAsItMay() {
            answer(NotifyOutcome.TAKEN);
            subscription.done();

            status("a");

            assertThat(subscription.done()).containsExactly("active;expires=3600 a");
        }

        @Test
        void getsNoStatusWhenItLapses() {
            answer(NotifyOutcome.TAKEN);
            subscription.done();
            pass(3600);

            subscription.onRing(now);

            assertThat(subscription.done()).containsExactly("terminated;reason=timeout");
        }
    }

    @Nested
    class Active {
        @BeforeEach
        void subscribed() {
            subscribe(HOUR);
            status("a");
            subscription.done();
        }

        /** N08. */
        @Test
        void tellsHowLongTheSubscriptionStillLives() {
            answer(NotifyOutcome.TAKEN);
            pass(100);
            status("b");

            assertThat(subscription.done()).containsExactly("active;expires=3500 b");
        }

        /** N22. */
        @Test
        void changesDuringANotifyBecomeOne() {
            pass(10);
            status("b");
            status("c");
            assertThat(subscription.done()).isEmpty();

            answer(NotifyOutcome.TAKEN);
            answer(NotifyOutcome.TAKEN);

            assertThat(subscription.done()).containsExactly("active;expires=3590 c");
        }

        /** N24. */
        @Test
        void changesWithinTheIntervalBecomeOne() {
            answer(NotifyOutcome.TAKEN);
            pass(2);
            status("b");
            status("c");
            assertThat(subscription.done()).containsExactly("arm PT3S");

            pass(3);
            subscription.onRing(now);
            assertThat(subscription.done()).containsExactly("arm PT59M55S", "active;expires=3595 c");
        }

        /** N06, N24: the answer to a refresh does not wait. */
        @Test
        void aRefreshIsAnsweredAtOnceWithinTheInterval() {
            answer(NotifyOutcome.TAKEN);
            pass(2);

            subscribe(Duration.ofMinutes(10));

            assertThat(subscription.done()).containsExactly("arm PT10M", "active;expires=600 a");
        }

        /** N10. */
        @Test
        void anUnsubscribeEndsIt() {
            answer(NotifyOutcome.TAKEN);

            subscribe(Duration.ZERO);
            status("b");
            assertThat(subscription.isEnding()).isTrue();
            answer(NotifyOutcome.TAKEN);

            assertThat(subscription.done()).containsExactly("terminated;reason=timeout a", "finish");
        }

        /** N10, N22: the last NOTIFY waits for the one in flight. */
        @Test
        void anEndWaitsForTheNotifyInFlight() {
            subscribe(Duration.ZERO);
            assertThat(subscription.done()).isEmpty();

            answer(NotifyOutcome.TAKEN);
            assertThat(subscription.done()).containsExactly("terminated;reason=timeout a");
        }

        /** N11. */
        @Test
        void aLapseEndsIt() {
            answer(NotifyOutcome.TAKEN);
            pass(3600);

            subscription.onRing(now);

            assertThat(subscription.done()).containsExactly("terminated;reason=timeout a");
        }

        @Test
        void aRefreshAtTheLastMomentWins() {
            answer(NotifyOutcome.TAKEN);
            pass(3600);
            subscribe(HOUR);
            answer(NotifyOutcome.TAKEN);
            subscription.done();

            subscription.onRing(now);

            assertThat(subscription.done()).containsExactly("arm PT1H");
        }

        /** N14: a watcher that is no longer authorised is notified of it, without a status. */
        @Test
        void authorisationWithdrawnMakesItPending() {
            answer(NotifyOutcome.TAKEN);

            subscription.onPending(now);

            assertThat(subscription.done()).containsExactly("pending;expires=3600");
        }

        /** N16. */
        @Test
        void aStopDeactivatesIt() {
            answer(NotifyOutcome.TAKEN);

            subscription.onStop(now);
            subscription.onStop(now);
            answer(NotifyOutcome.TAKEN);

            assertThat(subscription.done()).containsExactly("terminated;reason=deactivated", "finish");
        }

        /** N18, N19. */
        @Test
        void aWatcherThatIsGoneIsForgotten() {
            answer(NotifyOutcome.GONE);
            status("b");
            subscription.onRing(now + HOUR.toMillis());
            subscription.onStop(now);

            assertThat(subscription.done()).containsExactly("finish");
            assertThat(subscription.isEnding()).isTrue();
        }

        /** N19. */
        @Test
        void aWatcherThatDoesNotAnswerIsForgottenUnlessThatIsIgnored() {
            subscription.onAnswer(NotifyOutcome.UNANSWERED, Duration.ZERO, true, now);
            pass(10);
            status("b");
            assertThat(subscription.done()).containsExactly("active;expires=3590 b");

            answer(NotifyOutcome.UNANSWERED);
            assertThat(subscription.done()).containsExactly("finish");
        }

        /** N20. */
        @Test
        void aWatcherThatAsksForTimeGetsTheStatusLater() {
            answer(NotifyOutcome.LATER);
            status("b");
            assertThat(subscription.done()).containsExactly("arm PT30S");

            pass(30);
            subscription.onRing(now);
            assertThat(subscription.done()).containsExactly("arm PT59M30S", "active;expires=3570 b");
        }

        /** N20, N24: after a refresh, an earlier Retry-After does not delay changes. */
        @Test
        void aRefreshEndsTheTimeThatAWatcherAskedFor() {
            answer(NotifyOutcome.LATER);
            subscribe(Duration.ofMinutes(10));
            answer(NotifyOutcome.TAKEN);
            subscription.done();
            pass(2);

            status("b");
            assertThat(subscription.done()).containsExactly("arm PT3S");

            pass(3);
            subscription.onRing(now);
            assertThat(subscription.done()).containsExactly("arm PT9M55S", "active;expires=595 b");
        }
    }

    private static final class Recording extends SipSubscription {
        private final List<String> done = new ArrayList<>();

        private String newest = "";
        private boolean broken;
        /** Whether the watcher knows every status already. */
        private boolean quenched;

        @Override
        boolean isSuppressed() {
            return quenched;
        }

        @Override
        void sendNotify(String subscriptionState, boolean withStatus) {
            if (broken) {
                throw new IllegalStateException("broken");
            }
            done.add(withStatus ? subscriptionState + " " + newest : subscriptionState);
        }

        @Override
        protected Duration patience() {
            return Duration.ofHours(2);
        }

        @Override
        protected Duration interval() {
            return Duration.ofSeconds(5);
        }

        @Override
        void arm(long millis) {
            done.add("arm " + Duration.ofMillis(millis));
        }

        @Override
        void finish() {
            done.add("finish");
        }

        @Override
        public void ring() {
            throw new IllegalStateException("the test rings");
        }

        /** The outputs since the last call. */
        List<String> done() {
            List<String> copy = List.copyOf(done);
            done.clear();
            return copy;
        }
    }
}
