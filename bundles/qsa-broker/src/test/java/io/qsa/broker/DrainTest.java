package io.qsa.broker;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;

import io.qsa.Reason;
import io.qsa.Subscription;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.spi.Notifier;

import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.PENDING;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

/** U1: the subscriptions of a notifier that accepts no more are moved away. */
class DrainTest {
    private static final Duration ALMOST = Duration.ofMillis(9_800);
    private static final Duration REST = Duration.ofMillis(400);

    private final Workbench bench = new Workbench();
    private final Heard heard = new Heard();
    private final FakeNotifier b2b = bench.register("presence_b2b", 10);
    private Subscription subscription;

    private void serve() {
        bench.settle();
        subscription = bench.subscribe(heard);
        b2b.says(ACTIVE, "b2b 1");
        bench.run();
    }

    private void drain(FakeNotifier notifier) {
        bench.change(notifier, Notifier.ACCEPTING, false);
        bench.advance(Broker.SETTLING);
    }

    @Test
    void aDrainIsCutWhenTheNewNotifierAnswers() {
        FakeNotifier pa = bench.register("pa", 0);
        serve();
        drain(b2b);
        assertThat(b2b.served()).isNotEmpty();

        pa.says(ACTIVE, "pa 1");
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE presence_b2b \"b2b 1\"", "ACTIVE pa \"pa 1\"");
        assertThat(b2b.served()).isEmpty();
    }

    @Test
    void aDrainIsCutAtTheTimeout() {
        FakeNotifier pa = bench.register("pa", 0);
        serve();
        drain(b2b);
        bench.advance(ALMOST);
        b2b.says(ACTIVE, "b2b 2");
        bench.run();
        assertThat(b2b.served()).isNotEmpty();

        bench.advance(REST);

        assertThat(b2b.served()).isEmpty();
        assertThat(heard.lastLine()).isEqualTo("ACTIVE qsa \"b2b 2\" stale");
        assertThat(heard.last().reason().token()).isEqualTo(Reason.UNANSWERED);
        assertThat(bench.count(BrokerCounter.MOVES_TIMED_OUT)).isOne();

        pa.says(ACTIVE, "pa 1");
        bench.run();
        assertThat(heard.lastLine()).isEqualTo("ACTIVE pa \"pa 1\"");
    }

    @Test
    void whatWasHeldBackIsHeardAtTheTimeout() {
        FakeNotifier pa = bench.register("pa", 0);
        serve();
        drain(b2b);
        pa.says(PENDING);
        bench.advance(ALMOST);
        assertThat(heard.lastLine()).isEqualTo("ACTIVE presence_b2b \"b2b 1\"");

        bench.advance(REST);
        assertThat(heard.lastLine()).isEqualTo("PENDING pa \"b2b 1\" stale");
        assertThat(bench.info(subscription).notifier()).contains("pa");
    }

    @Test
    void aNewNotifierThatEndsIsCutAtTheTimeoutToo() {
        FakeNotifier pa = bench.register("pa", 0);
        serve();
        drain(b2b);
        pa.says(TERMINATED);
        bench.advance(ALMOST);
        assertThat(heard.lastLine()).isEqualTo("ACTIVE presence_b2b \"b2b 1\"");

        bench.advance(REST);
        assertThat(heard.lastLine()).isEqualTo("TERMINATED pa \"b2b 1\" stale");
    }

    @Test
    void whereNobodyElseIsItIsParkedWithItsLastStatusStale() {
        serve();
        drain(b2b);

        assertThat(b2b.calls()).containsExactly("subscribe q1", "unsubscribe q1");
        assertThat(heard.lines()).containsExactly("ACTIVE presence_b2b \"b2b 1\"", "ACTIVE qsa \"b2b 1\" stale");
        assertThat(bench.info(subscription).notifier()).isEmpty();
        assertThat(bench.statistic("subscriptions.parked")).isOne();
        assertThat(bench.statistic("subscriptions.stale")).isOne();
    }

    @Test
    void whereNothingWasKnownItIsParkedAsPending() {
        bench.settle();
        bench.subscribe(heard);
        drain(b2b);

        assertThat(heard.lines()).containsExactly("PENDING qsa");
    }

    @Test
    void aNotifierThatAcceptsAgainGetsItBack() {
        serve();
        drain(b2b);
        bench.change(b2b, Notifier.ACCEPTING, true);
        bench.settle();
        b2b.says(PENDING);
        b2b.says(ACTIVE, "b2b 2");
        bench.run();

        assertThat(heard.lines())
                .containsExactly(
                        "ACTIVE presence_b2b \"b2b 1\"", "ACTIVE qsa \"b2b 1\" stale", "ACTIVE presence_b2b \"b2b 2\"");
    }

    @Test
    void aNotifierThatAcceptsAgainInTimeKeepsIt() {
        serve();
        bench.change(b2b, Notifier.ACCEPTING, false);
        bench.change(b2b, Notifier.ACCEPTING, true);
        bench.settle();

        assertThat(b2b.calls()).containsExactly("subscribe q1");
    }

    @Test
    void aMoveByChoiceBecomesADrainWhenTheOldNotifierDrains() {
        FakeNotifier pa = bench.register("pa", 0);
        serve();
        bench.change(pa, Constants.SERVICE_RANKING, 20);
        bench.advance(Duration.ofSeconds(30));
        assertThat(b2b.served()).isNotEmpty();

        drain(b2b);
        bench.advance(ALMOST);
        assertThat(b2b.served()).isNotEmpty();
        bench.advance(REST);
        assertThat(b2b.served()).isEmpty();
    }

    @Test
    void aDrainWaitsForTheTimeoutThatIsSet() {
        bench.register("pa", 0);
        bench.set("handover_timeout", 3);
        serve();
        drain(b2b);
        bench.advance(Duration.ofMillis(2_900));
        assertThat(b2b.served()).isNotEmpty();
        bench.advance(Duration.ofMillis(200));
        assertThat(b2b.served()).isEmpty();
    }
}
