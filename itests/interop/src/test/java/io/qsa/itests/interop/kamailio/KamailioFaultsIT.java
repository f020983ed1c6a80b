package io.qsa.itests.interop.kamailio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Kamailio;
import io.qsa.itests.peer.Pidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A presence server that refuses at first, is down for a while, or loses its state. */
class KamailioFaultsIT extends PlatformTest {
    private static final int WATCHERS = 30;

    /** S59: there is no status until the presentity allows it, and then at once. */
    @Test
    void pendingBecomesActiveByTheRulesOfThePresentity() throws InterruptedException {
        Kamailio server = over("udp", kamailio(Kamailio.RULES));
        server.publish(ALICE, Pidf.open(ALICE, "for friends"));

        Recorder bob = bobWatchesAlice();
        Notification waiting = bob.await(Status.PENDING);
        server.allow("alice", BOB);
        bob.awaitText("for friends");

        assertThat(waiting.document()).isEmpty();
        assertThat(bob.heard()).filteredOn(n -> n.status() == Status.PENDING).allMatch(n -> n.document()
                .isEmpty());
        assertThat(server.subscribes()).isEqualTo(1);
    }

    /** S25: it grants no less than two minutes. */
    @Test
    void whatIsTooBriefForTheServerIsAskedForLonger() throws InterruptedException {
        Kamailio server = over("udp", kamailio(Kamailio.MIN_EXPIRES));
        config(B2B, "default_expiration", "60");
        server.publish(ALICE, Pidf.open(ALICE, "for two minutes"));

        Recorder bob = bobWatchesAlice();
        bob.awaitText("for two minutes");

        assertThat(server.subscribes()).isEqualTo(2);
        bob.assertNoEnd();
    }

    /** S87, S101: all refreshes are answered with 481; each subscribes again once, spread over max_subscribe_delay. */
    @Test
    void allComeBackToAServerThatForgot() throws InterruptedException {
        Kamailio server = over("udp", kamailioGranting(6));
        config(B2B, "resubscribe_delta", "3", "min_resubscribe_time", "1");
        List<Recorder> watchers = new ArrayList<>();
        for (int i = 0; i < WATCHERS; i++) {
            watchers.add(watch("sip:user" + i + "@example.test"));
        }
        awaitAll(watchers, Status.ACTIVE);
        config(B2B, "max_subscribe_delay", "4");

        server.crash();
        server.restart();
        await().atMost(Duration.ofSeconds(60)).until(() -> server.subscribes() >= 2 * WATCHERS);
        awaitAll(watchers, Status.ACTIVE);

        assertThat(server.subscribes()).isEqualTo(2 * WATCHERS);
        List<Double> returns = server.subscribeTimes().subList(WATCHERS, 2 * WATCHERS);
        assertThat(returns.get(WATCHERS - 1) - returns.get(0))
                .as("seconds between first and last return")
                .isGreaterThan(1);
        watchers.forEach(Recorder::assertNoEnd);
    }

    /**
     * S33, S88, S105: the subscription ends while the server is down, the listener is notified, and it recovers when
     * the server is back.
     */
    @Test
    void aServerThatIsAwayForAWhileIsWaitedFor() throws InterruptedException {
        Kamailio server = over("udp", kamailioGranting(6));
        config(SIP, "t1", "50");
        config(B2B, "resubscribe_delta", "3", "min_resubscribe_time", "1", "on_error_retry_time", "1");
        server.publish(ALICE, Pidf.open(ALICE, "before"));
        Recorder bob = bobWatchesAlice();
        bob.awaitText("before");

        server.stop();
        Notification away = bob.await(Status.PENDING);
        server.restart();
        server.publish(ALICE, Pidf.open(ALICE, "after"));
        bob.awaitText("after");

        assertThat(away.reason().retryAt()).isPresent();
        assertThat(server.watchersOf(ALICE)).isEqualTo(1);
        bob.assertNoEnd();
    }

    /** I18, S85: all connections end with the process; the dialog continues over new ones. */
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aDialogOutlivesARestartThatForgetsNothing(String transport) throws InterruptedException {
        Kamailio server = over(transport, kamailioGranting(10));
        config(B2B, "resubscribe_delta", "7", "min_resubscribe_time", "1", "on_error_retry_time", "1");
        Recorder bob = bobWatchesAlice();
        bob.awaitFrom("presence_b2b");

        server.stop();
        server.resume();
        int refreshed = server.refreshes();
        await().atMost(Duration.ofSeconds(60)).until(() -> server.refreshes() > refreshed);
        server.publish(ALICE, Pidf.open(ALICE, "as if nothing were"));
        bob.awaitText("as if nothing were");

        assertThat(server.subscribes()).isEqualTo(1);
        assertThat(bob.heard()).allMatch(n -> n.status() == Status.ACTIVE);
    }

    private Recorder watch(String record) {
        Recorder watcher = new Recorder();
        closing(qsa().subscribe(SubscriptionRequest.presence(record, BOB), watcher));
        return watcher;
    }

    private static void awaitAll(List<Recorder> watchers, Status status) throws InterruptedException {
        for (Recorder watcher : watchers) {
            watcher.await(status);
        }
    }

    private Kamailio over(String transport, Kamailio server) {
        config(B2B, "presence_outbound_proxy", server.uri(transport));
        return server;
    }
}
