package io.qsa.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.broker.internal.statistics.BrokerCounter;

import static io.qsa.Status.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

/** U1, U3: which subscriptions move, and how fast. */
class MovesTest {
    private static final SubscriptionRequest DAVE =
            SubscriptionRequest.presence("sip:dave@a.example.net", "sip:bob@example.com");

    private final Workbench bench = new Workbench();
    private final FakeNotifier pa = bench.register(answering("pa"), 0);
    private final FakeNotifier b2b = bench.register(answering("presence_b2b"), -1);

    private static FakeNotifier answering(String name) {
        return new FakeNotifier(name).answering(name);
    }

    private List<Subscription> subscribe(int count) {
        bench.settle();
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            subscriptions.add(bench.service.subscribe(Workbench.ALICE, notification -> {}));
        }
        bench.run();
        return subscriptions;
    }

    /** U3. */
    @Test
    void onlyTheSubscriptionsWhoseRouteChangedMove() {
        subscribe(1);
        bench.subscribe(DAVE, notification -> {});
        bench.set("routes", "presence;*.example.net=presence_b2b");
        bench.settle();

        assertThat(pa.calls()).containsExactly("subscribe q1", "subscribe q2", "unsubscribe q2");
        assertThat(b2b.calls()).containsExactly("subscribe q2");
    }

    @Test
    void aTargetMovesWhatHasNoRoute() {
        subscribe(1);
        bench.set("notifier.target", "(qsa.notifier=presence_b2b)");
        bench.settle();

        assertThat(pa.served()).isEmpty();
        assertThat(b2b.served()).containsOnlyKeys("q1");
    }

    @Test
    void aRouteToAnAbsentNotifierParksWhatIsNew() {
        bench.set("routes", "*;*=absent");
        bench.settle();
        Heard heard = new Heard();
        Subscription subscription = bench.subscribe(heard);

        assertThat(heard.lines()).containsExactly("PENDING qsa");
        assertThat(bench.info(subscription).route()).isEqualTo("*;*=absent");
    }

    @Test
    void aRouteToAnAbsentNotifierLeavesWhatIsServedWhereItIs() {
        Subscription subscription = subscribe(1).get(0);
        bench.set("routes", "*;*=later");
        bench.advance(Duration.ofMinutes(1));
        assertThat(bench.info(subscription).notifier()).contains("pa");
        assertThat(bench.info(subscription).route()).isEqualTo("*;*=later");

        FakeNotifier later = bench.register(answering("later"), 0);
        bench.settle();
        assertThat(later.served()).containsOnlyKeys("q1");
        assertThat(pa.served()).isEmpty();
    }

    @Test
    void aFallBackServesUntilTheFirstChoiceComes() {
        bench.set("routes", "*;*=later|presence_b2b");
        Subscription subscription = subscribe(1).get(0);
        assertThat(bench.info(subscription).notifier()).contains("presence_b2b");

        bench.register(answering("later"), 0);
        bench.settle();
        assertThat(bench.info(subscription).notifier()).contains("later");
    }

    @Test
    void theRateOfMovesIsNeverExceeded() {
        subscribe(1000);
        bench.set("move_rate", 100);
        bench.set("notifier.target", "(qsa.notifier=presence_b2b)");
        bench.advance(Broker.SETTLING);
        int before = b2b.served().size();
        bench.advance(Duration.ofSeconds(5));

        assertThat(b2b.served().size() - before).isLessThanOrEqualTo(500).isGreaterThan(500 * 10 / 13);
        assertThat(bench.statistic("moves.waiting")).isPositive();

        bench.advance(Duration.ofSeconds(10));
        assertThat(b2b.served()).hasSize(1000);
        assertThat(bench.count(BrokerCounter.MOVES_FINISHED)).isEqualTo(1000);
    }

    @Test
    void withoutJitterTheRateIsMet() {
        subscribe(1000);
        bench.set("move_jitter", 0);
        bench.set("notifier.target", "(qsa.notifier=presence_b2b)");
        bench.advance(Broker.SETTLING.plusSeconds(1));

        assertThat(b2b.served()).hasSizeBetween(500, 505);
    }

    @Test
    void whatWasClosedWhileItWaitedTakesNoTurn() {
        List<Subscription> subscriptions = subscribe(1000);
        bench.set("move_jitter", 0);
        bench.set("notifier.target", "(qsa.notifier=presence_b2b)");
        bench.advance(Broker.SETTLING);
        subscriptions.subList(0, 900).forEach(Subscription::close);
        bench.advance(Duration.ofSeconds(1));

        assertThat(b2b.served()).hasSize(100);
        assertThat(bench.statistic("moves.waiting")).isZero();
    }

    @Test
    void aClockThatIsSetBackHoldsNoMoveUp() {
        subscribe(1);
        bench.set("notifier.target", "(qsa.notifier=presence_b2b)");
        bench.settle();
        bench.control.setNow(bench.control.now().minus(Duration.ofHours(1)));
        bench.set("notifier.target", "");
        bench.settle();

        assertThat(pa.served()).containsOnlyKeys("q1");
        assertThat(b2b.served()).isEmpty();
    }

    @Test
    void theTimeoutOfADrainCountsFromItsOwnMove() {
        b2b.onSubscribe(subscription -> {});
        subscribe(100);
        bench.set("move_rate", 5);
        bench.set("move_jitter", 0);
        bench.set("handover_timeout", 1);
        bench.change(pa, "qsa.accepting", false);
        bench.advance(Duration.ofSeconds(10));

        assertThat(b2b.served().size()).isBetween(48, 52);
        assertThat(bench.count(BrokerCounter.MOVES_TIMED_OUT)).isBetween(43L, 47L);
        assertThat(pa.served()).hasSize(100 - (int) bench.count(BrokerCounter.MOVES_TIMED_OUT));
    }

    @Test
    void whatWasParkedIsServedAtTheSameRate() {
        bench.unregister(pa);
        bench.unregister(b2b);
        subscribe(1000);
        FakeNotifier back = bench.register(answering("pa"), 0);
        bench.advance(Broker.SETTLING.plusSeconds(1));

        assertThat(back.served()).hasSizeBetween(400, 505);
    }

    /** U1. */
    @Test
    void twoHundredSwapsUnderChangeLoseNothing() {
        Heard heard = new Heard();
        bench.settle();
        bench.subscribe(heard);
        for (int swap = 0; swap < 200; swap++) {
            bench.set("notifier.target", "(qsa.notifier=" + (swap % 2 == 0 ? "presence_b2b" : "pa") + ")");
            bench.settle();
            (swap % 2 == 0 ? pa : b2b).says(ACTIVE, "late");
            bench.run();
        }

        assertThat(heard.notifications()).hasSize(201);
        assertThat(heard.lines()).doesNotContain("ACTIVE pa \"late\"", "ACTIVE presence_b2b \"late\"");
        assertThat(pa.served()).containsOnlyKeys("q1");
        assertThat(b2b.served()).isEmpty();
    }
}
