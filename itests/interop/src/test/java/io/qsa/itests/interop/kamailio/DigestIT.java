package io.qsa.itests.interop.kamailio;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Kamailio;
import io.qsa.itests.peer.Pidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A presence server that demands credentials. */
class DigestIT extends PlatformTest {
    private static final String CREDENTIALS = "io.qsa.sip.credentials~bob";

    /** S20, S22, S24: one challenge in the life of a subscription, however often it is refreshed. */
    @Test
    void refreshesAreNotChallengedAgain() throws InterruptedException {
        Kamailio server = asked(kamailioGranting(4, Kamailio.DIGEST));
        credentials("secret");
        config(B2B, "resubscribe_delta", "2", "min_resubscribe_time", "1");
        server.publish(ALICE, Pidf.open(ALICE, "for bob only"));

        Recorder bob = bobWatchesAlice();
        bob.awaitText("for bob only");
        await().atMost(20, TimeUnit.SECONDS).until(() -> server.authenticated() >= 4);

        assertThat(server.challenges()).isEqualTo(1);
        bob.assertNoEnd();
    }

    /** S21, X27: a wrong password is tried twice at most, the reason says so, and the log does not show it. */
    @Test
    void aWrongPasswordIsToldAndCanBeCorrected() throws InterruptedException {
        Kamailio server = asked(kamailioGranting(60, Kamailio.DIGEST));
        config(B2B, "on_error_retry_time", "4");
        credentials("not-the-secret");

        Recorder bob = bobWatchesAlice();
        Notification refused = bob.await("401", DigestIT::isUnauthorized);
        assertThat(refused.status()).isEqualTo(Status.PENDING);
        assertThat(refused.reason().retryAt()).isPresent();
        assertThat(server.challenges()).isEqualTo(2);

        credentials("secret");
        bob.awaitFrom("presence_b2b");
        assertThat(platform().log().lines("127.0.0.1:" + server.port(), "realm [example.test]"))
                .hasSize(1);
        assertThat(platform().log().lines("not-the-secret")).isEmpty();
    }

    /** X27: credentials for another realm stay here. */
    @Test
    void nobodyElseGetsAnAnswer() throws InterruptedException {
        Kamailio server = asked(kamailioGranting(60, Kamailio.DIGEST));
        credentials("secret");
        config(CREDENTIALS, "realm", "another.test");

        Recorder bob = bobWatchesAlice();
        bob.await("401", DigestIT::isUnauthorized);

        assertThat(server.challenges()).isEqualTo(1);
    }

    private static boolean isUnauthorized(Notification notification) {
        return notification.reason().code().orElse(0) == 401;
    }

    private Kamailio asked(Kamailio server) {
        config(B2B, "presence_outbound_proxy", server.uri("udp"));
        return server;
    }

    private void credentials(String password) {
        config(
                CREDENTIALS,
                "subscriber",
                BOB,
                "realm",
                "example.test",
                "hosts",
                "127.0.0.1",
                "username",
                "bob",
                ".password",
                password);
    }
}
