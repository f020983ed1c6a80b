package io.qsa.broker;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

import io.qsa.Reason;
import io.qsa.Subscription;
import io.qsa.broker.internal.statistics.BrokerCounter;

import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.PENDING;
import static io.qsa.Status.REJECTED;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

/** Make before break: U1, U2, Q03, Q11. */
class HandoverTest {
    private static final Duration HANDOVER_TIMEOUT = Duration.ofSeconds(10);

    private final Workbench bench = new Workbench();
    private final Heard heard = new Heard();
    private final FakeNotifier pa = bench.register("pa", 0);
    private Subscription subscription;

    private FakeNotifier servedByPaWhileB2bIsAsked() {
        bench.settle();
        subscription = bench.subscribe(heard);
        pa.says(ACTIVE, "pa 1");
        FakeNotifier b2b = bench.register("presence_b2b", 10);
        bench.settle();
        return b2b;
    }

    /** U2. */
    @Test
    void theOldNotifierDeliversUntilTheNewOneIsActive() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        b2b.says(PENDING);
        pa.says(ACTIVE, "pa 2");
        bench.run();
        assertThat(pa.calls()).containsExactly("subscribe q1");

        b2b.says(ACTIVE, "b2b 1");
        bench.run();

        assertThat(heard.lines())
                .containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE pa \"pa 2\"", "ACTIVE presence_b2b \"b2b 1\"");
        assertThat(pa.calls()).containsExactly("subscribe q1", "unsubscribe q1");
    }

    /** Q03, B21. */
    @Test
    void nothingOfTheOldNotifierIsHeardAfterTheCut() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        b2b.says(ACTIVE, "b2b 1");
        pa.says(ACTIVE, "pa 2");
        bench.run();

        assertThat(heard.lastLine()).isEqualTo("ACTIVE presence_b2b \"b2b 1\"");
        assertThat(bench.count(BrokerCounter.NOTIFICATIONS_LATE)).isOne();
    }

    @Test
    void rejectedIsACut() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        b2b.says(REJECTED);
        bench.run();

        assertThat(heard.lastLine()).isEqualTo("REJECTED presence_b2b \"pa 1\"");
        assertThat(pa.served()).isEmpty();
    }

    /** F01: a notifier that cannot read its server's documents must not replace a good status. */
    @Test
    void aStaleActiveIsNoCut() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        b2b.last().notifyStale(ACTIVE, Reason.of(Reason.UNREADABLE, "no XML"));
        bench.run();
        assertThat(heard.lines()).containsExactly("ACTIVE pa \"pa 1\"");
        assertThat(pa.served()).hasSize(1);

        b2b.says(ACTIVE, "b2b 1");
        bench.run();

        assertThat(heard.lastLine()).isEqualTo("ACTIVE presence_b2b \"b2b 1\"");
        assertThat(pa.served()).isEmpty();
    }

    @Test
    void activeWithoutBodyKeepsTheLastDocument() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        b2b.says(ACTIVE);
        bench.run();

        assertThat(heard.lastLine()).isEqualTo("ACTIVE presence_b2b \"pa 1\"");
    }

    @Test
    void aDocumentThatWasHeldBackIsKeptByTheCut() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        b2b.says(PENDING, "b2b 1");
        b2b.says(ACTIVE);
        bench.run();

        assertThat(heard.lastLine()).isEqualTo("ACTIVE presence_b2b \"b2b 1\"");
    }

    @Test
    void aMoveByChoiceKeepsTheOldNotifierHoweverLongItTakes() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        b2b.says(PENDING);
        bench.advance(HANDOVER_TIMEOUT.multipliedBy(10));

        assertThat(heard.lastLine()).isEqualTo("ACTIVE pa \"pa 1\"");
        assertThat(bench.info(subscription).notifier()).contains("pa");
        assertThat(bench.info(subscription).successor()).contains("presence_b2b");
        assertThat(bench.count(BrokerCounter.MOVES_OVERDUE)).isOne();

        b2b.says(ACTIVE, "b2b 1");
        bench.run();
        assertThat(heard.lastLine()).isEqualTo("ACTIVE presence_b2b \"b2b 1\"");
    }

    @Test
    void aNewNotifierThatEndsBeforeTheCutOfAMoveByChoiceIsNotHeard() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        b2b.says(TERMINATED);
        bench.advance(HANDOVER_TIMEOUT.multipliedBy(2));

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"pa 1\"");
        assertThat(bench.info(subscription).notifier()).contains("pa");
    }

    @Test
    void pendingIsACutWhereThereIsNoActiveToLose() {
        bench.settle();
        subscription = bench.subscribe(heard);
        pa.says(TERMINATED);
        FakeNotifier b2b = bench.register("presence_b2b", 10);
        bench.settle();
        b2b.says(PENDING);
        bench.run();

        assertThat(heard.lines()).containsExactly("TERMINATED pa", "PENDING presence_b2b");
        assertThat(pa.served()).isEmpty();
    }

    @Test
    void aChoiceThatChangesBackLetsTheSuccessorGoAndNothingElse() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        bench.change(b2b, Constants.SERVICE_RANKING, -1);
        bench.settle();
        b2b.says(ACTIVE, "b2b 1");
        bench.advance(HANDOVER_TIMEOUT.multipliedBy(2));

        assertThat(b2b.calls()).containsExactly("subscribe q1", "unsubscribe q1");
        assertThat(pa.calls()).containsExactly("subscribe q1");
        assertThat(heard.lines()).containsExactly("ACTIVE pa \"pa 1\"");
        assertThat(bench.count(BrokerCounter.MOVES_ABANDONED)).isOne();
    }

    @Test
    void aChoiceThatChangesAgainReplacesTheSuccessor() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        FakeNotifier third = bench.register("third", 20);
        bench.settle();
        b2b.says(ACTIVE, "b2b 1");
        third.says(ACTIVE, "third 1");
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE third \"third 1\"");
        assertThat(b2b.served()).isEmpty();
        assertThat(pa.served()).isEmpty();
        assertThat(third.served()).containsOnlyKeys("q1");
    }

    @Test
    void aSuccessorThatGoesIsForgotten() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        bench.unregister(b2b);
        bench.settle();
        b2b.says(ACTIVE, "b2b 1");
        pa.says(ACTIVE, "pa 2");
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE pa \"pa 2\"");
        assertThat(bench.info(subscription).successor()).isEmpty();
    }

    @Test
    void anOldNotifierThatGoesLeavesItsLastStatusStaleUntilTheCut() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        bench.unregister(pa);
        bench.settle();
        b2b.says(PENDING);
        bench.run();
        assertThat(heard.lines()).containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE qsa \"pa 1\" stale");

        b2b.says(ACTIVE, "b2b 1");
        bench.run();
        assertThat(heard.lastLine()).isEqualTo("ACTIVE presence_b2b \"b2b 1\"");
    }

    @Test
    void closingInMidMoveLetsBothNotifiersGoAndLeavesNoTimer() {
        FakeNotifier b2b = servedByPaWhileB2bIsAsked();
        subscription.close();
        bench.run();

        assertThat(pa.served()).isEmpty();
        assertThat(b2b.served()).isEmpty();
        assertThat(bench.control.size()).isZero();
    }

    @Test
    void theReasonSaysWhyAStatusIsStale() {
        servedByPaWhileB2bIsAsked();
        bench.unregister(pa);
        bench.run();

        assertThat(heard.last().reason()).isEqualTo(Reason.of(Reason.PARKED, "pa is gone"));
    }
}
