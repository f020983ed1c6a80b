package io.qsa.itests.interop.kamailio;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Notification;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Kamailio;
import io.qsa.itests.peer.Pidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StatusFromKamailioIT extends PlatformTest {
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void whatAThirdPartyPublishesReachesTheListener(String transport) throws InterruptedException {
        Kamailio server = over(transport, kamailio());
        server.publish(ALICE, Pidf.open(ALICE, "at my desk"));

        Recorder bob = bobWatchesAlice();
        Notification first = bob.awaitText("at my desk");
        server.publish(ALICE, Pidf.closed(ALICE, "gone home"));
        Notification second = bob.awaitText("gone home");

        assertThat(first.notifier()).isEqualTo("presence_b2b");
        assertThat(first.document().orElseThrow().contentType()).startsWith(Pidf.TYPE);
        assertThat(second.sequence()).isGreaterThan(first.sequence());
        assertThat(server.watchersOf(ALICE)).isEqualTo(1);
    }

    /** C19: both sides speak TLS; the server's certificate speaks for its address. */
    @Test
    void aStatusArrivesOverTls() throws InterruptedException {
        Kamailio server = over("tls", kamailioWithTls());
        server.publish(ALICE, Pidf.open(ALICE, "in private"));

        Recorder bob = bobWatchesAlice();
        bob.awaitText("in private");
        server.publish(ALICE, Pidf.closed(ALICE, "gone home"));
        bob.awaitText("gone home");

        assertThat(server.subscribes()).isEqualTo(1);
    }

    /** S58: a server without a status answers with an empty NOTIFY. */
    @Test
    void aStatusThatIsPublishedLaterArrives() throws InterruptedException {
        Kamailio server = over("udp", kamailio());

        Recorder bob = bobWatchesAlice();
        assertThat(bob.awaitFrom("presence_b2b").document()).isEmpty();
        server.publish(ALICE, Pidf.open(ALICE, "here now"));

        bob.awaitText("here now");
    }

    /** S92: the server has no watchers after the handle is closed. */
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void closingTheHandleUnsubscribesAtTheServer(String transport) throws InterruptedException {
        Kamailio server = over(transport, kamailio());
        Recorder bob = new Recorder();
        Subscription subscription = qsa().subscribe(SubscriptionRequest.presence(ALICE, BOB), bob);
        bob.awaitFrom("presence_b2b");
        assertThat(server.watchersOf(ALICE)).isEqualTo(1);

        subscription.close();

        await().until(() -> server.watchersOf(ALICE) == 0);
    }

    /** S85, S86: two granted lifetimes pass, and the listener sees nothing but ACTIVE. */
    @Test
    void refreshesBeforeTheServerForgets() throws InterruptedException {
        Kamailio server = over("udp", kamailioGranting(4));
        config(B2B, "resubscribe_delta", "2", "min_resubscribe_time", "1");
        server.publish(ALICE, Pidf.open(ALICE, "still here"));

        Recorder bob = bobWatchesAlice();
        Notification first = bob.awaitText("still here");
        await().atMost(20, TimeUnit.SECONDS).until(() -> bob.since(first).size() >= 4);
        server.publish(ALICE, Pidf.open(ALICE, "and later too"));
        bob.awaitText("and later too");

        assertThat(bob.since(first)).allMatch(n -> n.status() == first.status());
        assertThat(server.watchersOf(ALICE)).isEqualTo(1);
    }

    /** S80, S88, S101: a server that has lost its state is subscribed again. */
    @Test
    void aRestartOfTheServerHeals() throws InterruptedException {
        Kamailio server = over("udp", kamailioGranting(6));
        config(B2B, "resubscribe_delta", "4", "min_resubscribe_time", "1", "on_error_retry_time", "1");
        server.publish(ALICE, Pidf.open(ALICE, "before"));
        Recorder bob = bobWatchesAlice();
        bob.awaitText("before");

        server.crash();
        server.restart();
        server.publish(ALICE, Pidf.open(ALICE, "after"));

        bob.awaitText("after");
        assertThat(server.watchersOf(ALICE)).isEqualTo(1);
        bob.assertNoEnd();
    }

    private Kamailio over(String transport, Kamailio server) {
        config(B2B, "presence_outbound_proxy", server.uri(transport));
        return server;
    }
}
