package io.qsa.broker;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.qsa.Reason;
import io.qsa.Subscription;
import io.qsa.spi.NotifierInfo;
import io.qsa.spi.SubscriptionInfo;

import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.PENDING;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

/** The snapshots for consoles. */
class AdminTest {
    private final Workbench bench = new Workbench();
    private final FakeNotifier pa = bench.register("pa", 0);

    @Test
    void showsASubscription() {
        bench.settle();
        Subscription subscription = bench.subscribe(notification -> {});
        Instant opened = bench.control.now();
        assertThat(bench.info(subscription).since()).isEqualTo(opened);
        assertThat(bench.info(subscription).reason().token()).isEqualTo(Reason.UNANSWERED);
        assertThat(bench.info(subscription).sequence()).isZero();

        bench.advance(Duration.ofSeconds(3));
        pa.says(ACTIVE, "1");
        bench.advance(Duration.ofSeconds(3));
        pa.says(ACTIVE, "2");
        bench.run();

        SubscriptionInfo info = bench.info(subscription);
        assertThat(info.id()).isEqualTo("q1");
        assertThat(info.request()).isEqualTo(Workbench.ALICE);
        assertThat(info.consumer()).isEqualTo(Workbench.BUNDLE);
        assertThat(info.status()).isEqualTo(ACTIVE);
        assertThat(info.since()).isEqualTo(opened.plusSeconds(3));
        assertThat(info.isStale()).isFalse();
        assertThat(info.reason()).isEqualTo(Reason.NONE);
        assertThat(info.notifier()).contains("pa");
        assertThat(info.successor()).isEmpty();
        assertThat(info.route()).isEqualTo("ranking");
        assertThat(info.sequence()).isEqualTo(2);
    }

    @Test
    void whatItHasShownDoesNotChange() {
        bench.settle();
        SubscriptionInfo before = bench.info(bench.subscribe(notification -> {}));
        pa.says(ACTIVE, "1");
        bench.unregister(pa);
        bench.settle();

        assertThat(before.status()).isEqualTo(PENDING);
        assertThat(before.notifier()).contains("pa");
    }

    @Test
    void showsWhyASubscriptionIsSilentNow() {
        bench.settle();
        Subscription subscription = bench.subscribe(notification -> {});
        pa.says(ACTIVE, "1");
        bench.unregister(pa);
        bench.settle();
        assertThat(bench.info(subscription).reason()).isEqualTo(Reason.of(Reason.PARKED, "pa is gone"));

        FakeNotifier b2b = bench.register("presence_b2b", 0);
        bench.advance(Duration.ofSeconds(20));
        assertThat(bench.info(subscription).notifier()).contains("presence_b2b");
        assertThat(bench.info(subscription).reason()).isEqualTo(Reason.of(Reason.UNANSWERED, ""));

        bench.unregister(b2b);
        bench.settle();
        assertThat(bench.info(subscription).reason()).isEqualTo(Reason.of(Reason.PARKED, "presence_b2b is gone"));
        assertThat(subscription.latest().orElseThrow().sequence())
                .as("told once")
                .isEqualTo(2);
    }

    @Test
    void showsWhyAMoveHasNotReachedItsCut() {
        bench.settle();
        Subscription subscription = bench.subscribe(notification -> {});
        pa.says(ACTIVE, "1");
        FakeNotifier b2b = bench.register("presence_b2b", 10);
        bench.settle();
        assertThat(bench.info(subscription).successor()).contains("presence_b2b");
        assertThat(bench.info(subscription).successorReason()).isEmpty();

        Reason retrying = Reason.of(Reason.RETRYING, "no answer").withRetryAt(Instant.EPOCH);
        b2b.last().notify(PENDING, retrying);
        assertThat(bench.info(subscription).successorReason()).contains(retrying);
        assertThat(bench.info(subscription).reason()).isEqualTo(Reason.NONE);

        b2b.says(ACTIVE, "2");
        assertThat(bench.info(subscription).successorReason()).isEmpty();
    }

    @Test
    void showsSinceWhenNobodyCanSayHowItStands() {
        bench.settle();
        Subscription subscription = bench.subscribe(notification -> {});
        pa.says(ACTIVE, "1");
        assertThat(bench.info(subscription).troubledSince()).isEmpty();

        bench.advance(Duration.ofSeconds(60));
        bench.unregister(pa);
        bench.run();
        Instant goneAt = bench.control.now();
        bench.advance(Duration.ofSeconds(60));
        assertThat(bench.info(subscription).troubledSince()).contains(goneAt);

        FakeNotifier b2b = bench.register("presence_b2b", 0);
        bench.settle();
        b2b.last().notify(PENDING, Reason.of(Reason.RETRYING, "no answer").withRetryAt(Instant.EPOCH));
        assertThat(bench.info(subscription).troubledSince()).contains(goneAt);

        b2b.says(ACTIVE, "2");
        assertThat(bench.info(subscription).troubledSince()).isEmpty();
    }

    @Test
    void aLimitIsTroubleButTheWaitForAnAuthorisationIsNone() {
        bench.settle();
        Subscription subscription = bench.subscribe(notification -> {});
        pa.last().notify(PENDING, Reason.of("pending", ""));
        assertThat(bench.info(subscription).troubledSince()).isEmpty();

        pa.last().notify(PENDING, Reason.of(Reason.LIMIT, "max_subscriptions reached"));
        assertThat(bench.info(subscription).troubledSince()).contains(bench.control.now());
    }

    @Test
    void showsThatItStaysWhereItIsForWantOfTheChosenOne() {
        bench.settle();
        Subscription subscription = bench.subscribe(notification -> {});
        pa.says(ACTIVE, "1");
        assertThat(bench.info(subscription).isKept()).isFalse();

        bench.set("notifier.target", "(qsa.notifier=presence_b2b)");
        bench.settle();
        assertThat(bench.info(subscription).isKept()).isTrue();
    }

    @Test
    void showsTheOldestSubscriptionFirst() {
        for (int i = 0; i < 20; i++) {
            bench.subscribe(notification -> {});
        }

        assertThat(bench.admin.subscriptions().get(0).id()).isEqualTo("q1");
        assertThat(bench.admin.subscriptions().get(19).id()).isEqualTo("q20");
        assertThat(bench.admin.subscription("q21")).isEmpty();
    }

    @Test
    void showsThePreferredNotifierFirst() {
        FakeNotifier b2b = bench.register("presence_b2b", 10);
        bench.change(b2b, "qsa.accepting", false);
        bench.run();

        NotifierInfo first = bench.admin.notifiers().get(0);
        assertThat(first.name()).isEqualTo("presence_b2b");
        assertThat(first.packages()).containsExactly("presence");
        assertThat(first.ranking()).isEqualTo(10);
        assertThat(first.isAccepting()).isFalse();
        assertThat(first.bundle()).isEqualTo("bundle.of.presence_b2b");
        assertThat(bench.admin.notifiers()).hasSize(2);
    }

    @Test
    void countsSubscriptionsByStatus() {
        bench.settle();
        bench.subscribe(notification -> {});
        pa.says(ACTIVE, "1");
        bench.subscribe(notification -> {});
        pa.says(TERMINATED);
        bench.subscribe(notification -> {});
        bench.register("presence_b2b", 10);
        bench.settle();

        assertThat(bench.admin.statistics())
                .containsEntry("subscriptions.open", 3L)
                .containsEntry("subscriptions.active", 1L)
                .containsEntry("subscriptions.terminated", 1L)
                .containsEntry("subscriptions.pending", 1L)
                .containsEntry("subscriptions.rejected", 0L)
                .containsEntry("subscriptions.moving", 3L)
                .containsEntry("subscriptions.parked", 0L)
                .containsEntry("subscriptions.stale", 0L)
                .containsEntry("notifiers.registered", 2L)
                .containsEntry("moves.started", 3L);
    }

    @Test
    void theNamesOfTheStatisticsAreStable() {
        assertThat(bench.admin.statistics())
                .containsOnlyKeys(
                        "configuration.applied",
                        "configuration.bad",
                        "configuration.refused",
                        "listeners.errors",
                        "moves.abandoned",
                        "moves.finished",
                        "moves.overdue",
                        "moves.started",
                        "moves.timed_out",
                        "moves.waiting",
                        "notifications.accepted",
                        "notifications.conflated",
                        "notifications.delivered",
                        "notifications.dropped",
                        "notifications.held",
                        "notifications.late",
                        "notifiers.errors",
                        "notifiers.registered",
                        "subscriptions.active",
                        "subscriptions.closed",
                        "subscriptions.moving",
                        "subscriptions.open",
                        "subscriptions.opened",
                        "subscriptions.parked",
                        "subscriptions.pending",
                        "subscriptions.rejected",
                        "subscriptions.stale",
                        "subscriptions.terminated",
                        "tasks.failed");
    }
}
