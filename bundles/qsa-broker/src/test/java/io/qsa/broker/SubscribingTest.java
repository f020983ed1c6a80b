package io.qsa.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.spi.NotifierSubscription;

import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.PENDING;
import static io.qsa.Status.REJECTED;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

/** One subscription from the view of an application. */
class SubscribingTest {
    private final Workbench bench = new Workbench();
    private final Heard heard = new Heard();

    private FakeNotifier pa() {
        FakeNotifier pa = bench.register("pa", 0);
        bench.settle();
        return pa;
    }

    /** S59. */
    @Test
    void theNotifierIsAskedAndItsAnswerIsHeard() {
        FakeNotifier pa = pa();
        Subscription subscription = bench.subscribe(heard);
        assertThat(subscription.status()).isEqualTo(PENDING);
        assertThat(subscription.latest()).isEmpty();

        pa.says(ACTIVE, "open");
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"open\"");
        assertThat(subscription.status()).isEqualTo(ACTIVE);
        assertThat(subscription.latest()).containsSame(heard.last());
    }

    /** F01. */
    @Test
    void whatANotifierDoubtsIsStaleUntilItVouchesForItAgain() {
        FakeNotifier pa = pa();
        bench.subscribe(heard);
        List<Runnable> said = List.of(
                () -> pa.says(ACTIVE, "open"),
                () -> pa.last().notifyStale(ACTIVE, Reason.of(Reason.UNREADABLE, "no XML, line 1")),
                () -> pa.says(PENDING),
                () -> pa.says(ACTIVE, "closed"),
                () -> pa.last().notifyStale(ACTIVE, Reason.of(Reason.UNREADABLE, "no XML, line 2")),
                () -> pa.says(ACTIVE));
        for (Runnable saying : said) {
            saying.run();
            bench.run();
        }

        assertThat(heard.lines())
                .containsExactly(
                        "ACTIVE pa \"open\"",
                        "ACTIVE pa \"open\" stale",
                        "PENDING pa \"open\" stale",
                        "ACTIVE pa \"closed\"",
                        "ACTIVE pa \"closed\" stale",
                        "ACTIVE pa \"closed\"");
        assertThat(heard.notifications().get(1).reason().text()).isEqualTo("no XML, line 1");
    }

    /** F31. */
    @Test
    void aDocumentThatIsNoMoreIsNotKept() {
        FakeNotifier pa = pa();
        bench.subscribe(heard);
        pa.says(ACTIVE, "open");
        bench.run();
        pa.last().notifyWithoutDocument(ACTIVE, Reason.NONE);
        bench.run();
        pa.says(PENDING);
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"open\"", "ACTIVE pa", "PENDING pa");
    }

    @Test
    void theNotifierMayAnswerFromInsideSubscribe() {
        bench.register(new FakeNotifier("pa").answering("open"), 0);
        bench.settle();
        bench.subscribe(heard);

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"open\"");
    }

    @Test
    void theNotifierIsNotCalledByTheThreadThatSubscribes() {
        FakeNotifier pa = pa();
        bench.service.subscribe(Workbench.ALICE, heard);

        assertThat(pa.calls()).isEmpty();
    }

    /** Q02. */
    @Test
    void aSubscriptionWithoutANotifierIsParkedAndServedByOneThatComesLater() {
        Subscription subscription = bench.subscribe(heard);
        assertThat(heard.lines()).containsExactly("PENDING qsa");
        assertThat(heard.last().reason().token()).isEqualTo(Reason.PARKED);
        assertThat(bench.info(subscription).notifier()).isEmpty();

        bench.register(new FakeNotifier("pa").answering("open"), 0);
        bench.settle();

        assertThat(heard.lines()).containsExactly("PENDING qsa", "ACTIVE pa \"open\"");
        assertThat(bench.info(subscription).notifier()).contains("pa");
    }

    /** Q07. */
    @Test
    void aPackageThatNobodyServesWaitsAndIsVisible() {
        pa();
        Subscription subscription =
                bench.subscribe(SubscriptionRequest.of("reg", "sip:a@example.com", "sip:b@example.com"), heard);

        assertThat(heard.lines()).containsExactly("PENDING qsa");
        assertThat(bench.info(subscription).route()).isEqualTo("ranking");
        assertThat(bench.statistic("subscriptions.parked")).isOne();
    }

    /** Q04, Q08. */
    @Test
    void everyStatusIsHeardWithItsReason() {
        FakeNotifier pa = pa();
        bench.subscribe(heard);
        Instant retryAt = bench.control.now().plusSeconds(60);
        tell(pa, Reason.of(Reason.RETRYING, "no answer").withRetryAt(retryAt));
        assertThat(heard.last().reason().retryAt()).contains(retryAt);

        pa.says(ACTIVE, "open");
        bench.run();
        pa.says(REJECTED);
        bench.run();
        pa.says(TERMINATED);
        bench.run();

        assertThat(heard.lines())
                .containsExactly("PENDING pa", "ACTIVE pa \"open\"", "REJECTED pa \"open\"", "TERMINATED pa \"open\"");
    }

    private void tell(FakeNotifier notifier, Reason reason) {
        notifier.last().notify(PENDING, reason);
        bench.run();
    }

    @Test
    void aSubscriptionRevivesWhenItsNotifierIsActiveAgain() {
        FakeNotifier pa = pa();
        Subscription subscription = bench.subscribe(heard);
        pa.says(TERMINATED);
        pa.says(ACTIVE, "open");
        bench.run();

        assertThat(heard.lines()).containsExactly("TERMINATED pa", "ACTIVE pa \"open\"");
        assertThat(subscription.status()).isEqualTo(ACTIVE);
    }

    @Test
    void activeWithoutADocumentKeepsTheLastOne() {
        FakeNotifier pa = pa();
        bench.subscribe(heard);
        pa.says(ACTIVE, "open");
        pa.says(ACTIVE);
        bench.run();

        assertThat(heard.lastLine()).isEqualTo("ACTIVE pa \"open\"");
    }

    /** Q05. */
    @Test
    void theSequenceIsGivenWhenANotificationIsAccepted() {
        FakeNotifier pa = pa();
        bench.subscribe(heard);
        pa.says(ACTIVE, "1");
        bench.run();
        pa.says(ACTIVE, "2");
        pa.says(ACTIVE, "3");
        pa.says(ACTIVE, "4");
        bench.run();

        assertThat(heard.notifications()).extracting(Notification::sequence).containsExactly(1L, 4L);
        assertThat(heard.last().conflated()).isEqualTo(2);
    }

    @Test
    void aNotifierThatThrowsEndsTheSubscriptionWithAnError() {
        FakeNotifier failing = new FakeNotifier("pa").onSubscribe(subscription -> {
            throw new IllegalStateException("thrown by a test");
        });
        bench.register(failing, 0);
        bench.settle();
        bench.subscribe(heard);

        assertThat(heard.lines()).containsExactly("TERMINATED pa");
        assertThat(heard.last().reason().token()).isEqualTo(Reason.ERROR);
        assertThat(heard.last().reason().text()).contains("thrown by a test");
        assertThat(bench.count(BrokerCounter.NOTIFIERS_ERRORS)).isOne();
    }

    /** Q01. */
    @Test
    void nothingIsHeardAfterClose() {
        FakeNotifier pa = pa();
        Subscription subscription = bench.subscribe(heard);
        pa.says(ACTIVE, "open");
        subscription.close();
        pa.says(ACTIVE, "closed");
        bench.run();
        pa.says(ACTIVE, "late");
        bench.run();

        assertThat(heard.lines()).isEmpty();
        assertThat(pa.calls()).containsExactly("subscribe q1", "unsubscribe q1");
        assertThat(bench.count(BrokerCounter.NOTIFICATIONS_LATE)).isEqualTo(2);
        assertThat(bench.admin.subscriptions()).isEmpty();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        FakeNotifier pa = pa();
        Subscription subscription = bench.subscribe(heard);
        subscription.close();
        subscription.close();
        bench.run();

        assertThat(pa.calls()).containsExactly("subscribe q1", "unsubscribe q1");
        assertThat(bench.count(BrokerCounter.SUBSCRIPTIONS_CLOSED)).isOne();
    }

    @Test
    void aSubscriptionThatIsClosedAtOnceNeverReachesTheNotifier() {
        FakeNotifier pa = pa();
        bench.service.subscribe(Workbench.ALICE, heard).close();
        bench.run();

        assertThat(pa.calls()).isEmpty();
        assertThat(bench.admin.notifiers().get(0).subscriptions()).isZero();
    }

    /** Q06. */
    @Test
    void aListenerMayCloseAndSubscribeFromInsideTheCall() {
        FakeNotifier pa = pa();
        AtomicReference<Subscription> second = new AtomicReference<>();
        Subscription first = bench.subscribe(notification -> {
            notification.subscription().close();
            second.set(bench.service.subscribe(Workbench.ALICE, heard));
        });
        pa.says(ACTIVE, "open");
        bench.run();
        pa.says(ACTIVE, "again");
        bench.run();

        assertThat(bench.admin.subscription(first.id())).isEmpty();
        assertThat(heard.last().subscription()).isSameAs(second.get());
        assertThat(heard.lines()).containsExactly("ACTIVE pa \"again\"");
    }

    @Test
    void aNotifierMayNotifyWithItsOwnLockHeldAndFromInsideUnsubscribe() {
        FakeNotifier pa = pa();
        Subscription subscription = bench.subscribe(heard);
        NotifierSubscription given = pa.last();
        synchronized (pa) {
            given.notify(ACTIVE, Reason.NONE, FakeNotifier.document("open"));
        }
        subscription.close();
        given.notify(TERMINATED, Reason.NONE);
        bench.run();

        assertThat(bench.count(BrokerCounter.NOTIFICATIONS_LATE)).isOne();
    }

    @Test
    void idsAreShortAndCountUp() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(bench.subscribe(heard).id());
        }

        assertThat(ids).containsExactly("q1", "q2", "q3");
    }

    @Test
    void aNotificationSaysWhenItWasAccepted() {
        FakeNotifier pa = pa();
        bench.subscribe(heard);
        bench.advance(Duration.ofSeconds(7));
        Instant now = bench.control.now();
        pa.says(ACTIVE, "open");
        bench.advance(Duration.ofSeconds(7));

        assertThat(heard.last().receivedAt()).isEqualTo(now);
    }

    @Test
    void aNotificationPrintsItself() {
        FakeNotifier pa = pa();
        bench.subscribe(heard);
        pa.says(ACTIVE, "open");
        bench.run();

        assertThat(heard.last()).hasToString("q1 #1 ACTIVE from pa, text/plain, 4 bytes");
        assertThat(heard.last().subscription())
                .hasToString("q1, presence of sip:alice@example.com for sip:bob@example.com");
    }
}
