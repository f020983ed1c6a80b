package io.qsa.broker;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.qsa.Subscription;
import io.qsa.broker.internal.statistics.BrokerCounter;

import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.PENDING;
import static io.qsa.Status.REJECTED;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

/** Notifiers that are registered and unregistered: break before make, U1, Q11, Q12, Q15. */
class NotifierLifecycleTest {
    private final Workbench bench = new Workbench();
    private final Heard heard = new Heard();

    private FakeNotifier serve(String name) {
        FakeNotifier notifier = bench.register(name, 0);
        bench.settle();
        bench.subscribe(heard);
        notifier.says(ACTIVE, name + " 1");
        bench.run();
        return notifier;
    }

    @Test
    void theLastStatusOfANotifierThatGoesIsKeptAndMarkedStale() {
        FakeNotifier pa = serve("pa");
        bench.unregister(pa);
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE qsa \"pa 1\" stale");
    }

    @Test
    void aNotifierThatIsGoneIsNeitherCalledNorHeard() {
        FakeNotifier pa = serve("pa");
        bench.unregister(pa);
        pa.says(TERMINATED);
        bench.settle();

        assertThat(pa.calls()).containsExactly("subscribe q1");
        assertThat(heard.lastLine()).isEqualTo("ACTIVE qsa \"pa 1\" stale");
        assertThat(bench.count(BrokerCounter.NOTIFICATIONS_LATE)).isOne();
    }

    /** B22: a notifier may be unregistered without a word, if its properties change in the same moment. */
    @Test
    void aNotifierThatGoesUnheardIsNotServedForEver() {
        FakeNotifier pa = serve("pa");
        bench.lose(pa);
        FakeNotifier again = bench.register("pa", 0);
        bench.settle();
        again.says(ACTIVE, "pa 2");
        bench.run();

        assertThat(again.calls()).containsExactly("subscribe q1");
        assertThat(heard.lastLine()).isEqualTo("ACTIVE pa \"pa 2\"");
    }

    /** B22. */
    @Test
    void anotherNotifierTakesOverWhatTheOneThatWentHad() {
        FakeNotifier pa = serve("pa");
        FakeNotifier b2b = bench.register("presence_b2b", -1);
        bench.settle();
        bench.unregister(pa);
        bench.settle();
        b2b.says(PENDING);
        b2b.says(ACTIVE, "b2b 1");
        bench.run();

        assertThat(heard.lines())
                .containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE qsa \"pa 1\" stale", "ACTIVE presence_b2b \"b2b 1\"");
    }

    @Test
    void theNextNotifierIsHeardAtTheTimeoutEvenIfItIsPending() {
        FakeNotifier pa = serve("pa");
        bench.unregister(pa);
        FakeNotifier next = bench.register("pa", 0);
        bench.settle();
        next.says(PENDING);
        bench.run();
        assertThat(heard.lastLine()).isEqualTo("ACTIVE qsa \"pa 1\" stale");

        bench.advance(Duration.ofSeconds(10));
        assertThat(heard.lastLine()).isEqualTo("PENDING pa \"pa 1\" stale");

        next.says(ACTIVE);
        bench.run();
        assertThat(heard.lastLine()).isEqualTo("ACTIVE pa \"pa 1\"");
    }

    @Test
    void staleIsToldOnce() {
        FakeNotifier pa = serve("pa");
        bench.unregister(pa);
        FakeNotifier next = bench.register("pa", 0);
        bench.advance(Duration.ofMinutes(1));
        bench.unregister(next);
        bench.settle();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE qsa \"pa 1\" stale");
    }

    @Test
    void rejectedIsKeptToo() {
        FakeNotifier pa = serve("pa");
        pa.says(REJECTED);
        bench.unregister(pa);
        bench.run();

        assertThat(heard.lastLine()).isEqualTo("REJECTED qsa \"pa 1\" stale");
    }

    @Test
    void pendingBecomesParked() {
        FakeNotifier pa = serve("pa");
        pa.says(PENDING);
        bench.unregister(pa);
        bench.run();

        assertThat(heard.lastLine()).isEqualTo("PENDING qsa \"pa 1\" stale");
    }

    /** Q12. */
    @Test
    void anUpdatedNotifierMayComeBeforeTheOldOneGoes() {
        FakeNotifier old = serve("pa");
        FakeNotifier updated = bench.register("pa", 0);
        bench.unregister(old);
        bench.settle();
        updated.says(ACTIVE, "new 1");
        bench.run();

        assertThat(heard.lines())
                .containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE qsa \"pa 1\" stale", "ACTIVE pa \"new 1\"");
        assertThat(updated.calls()).containsExactly("subscribe q1");
    }

    /** Q12. */
    @Test
    void anUpdatedNotifierMayComeAfterTheOldOneWent() {
        FakeNotifier old = serve("pa");
        bench.unregister(old);
        FakeNotifier updated = bench.register("pa", 0);
        bench.settle();
        updated.says(ACTIVE, "new 1");
        bench.run();

        assertThat(heard.lines())
                .containsExactly("ACTIVE pa \"pa 1\"", "ACTIVE qsa \"pa 1\" stale", "ACTIVE pa \"new 1\"");
    }

    /** Q11. */
    @Test
    void aLowerRankedNotifierThatComesAndGoesChangesNothing() {
        FakeNotifier pa = serve("pa");
        FakeNotifier lower = bench.register("lower", -5);
        bench.settle();
        bench.unregister(lower);
        bench.settle();

        assertThat(lower.calls()).isEmpty();
        assertThat(pa.calls()).containsExactly("subscribe q1");
        assertThat(heard.lines()).hasSize(1);
    }

    /** Q15: no use of a stale service. */
    @Test
    void aCallThatIsOvertakenByTheEndOfTheServiceIsNotMade() {
        FakeNotifier pa = bench.register("pa", 0);
        bench.settle();
        Subscription subscription = bench.service.subscribe(Workbench.ALICE, heard);
        bench.unregister(pa);
        bench.settle();
        subscription.close();
        bench.settle();

        assertThat(pa.calls()).isEmpty();
    }

    @Test
    void aNotifierThatWentBetweenSubscribeAndItsNewsIsReplaced() {
        FakeNotifier pa = bench.register("pa", 0);
        bench.settle();
        bench.unregister(pa);
        bench.service.subscribe(Workbench.ALICE, heard);
        bench.settle();

        assertThat(heard.lines()).containsExactly("PENDING qsa");
    }

    @Test
    void countsWhatEachNotifierHas() {
        FakeNotifier pa = serve("pa");
        assertThat(bench.admin.notifiers().get(0).subscriptions()).isOne();

        FakeNotifier b2b = bench.register("presence_b2b", 10);
        bench.settle();
        assertThat(bench.admin.notifiers())
                .extracting(n -> n.name() + n.subscriptions())
                .containsExactly("presence_b2b1", "pa1");

        b2b.says(ACTIVE, "b2b 1");
        bench.run();
        assertThat(bench.admin.notifiers())
                .extracting(n -> n.name() + n.subscriptions())
                .containsExactly("presence_b2b1", "pa0");
        assertThat(pa.served()).isEmpty();
    }
}
