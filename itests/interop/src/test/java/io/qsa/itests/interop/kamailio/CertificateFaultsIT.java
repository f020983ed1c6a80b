package io.qsa.itests.interop.kamailio;

import org.junit.jupiter.api.Test;

import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Kamailio;
import io.qsa.itests.peer.Pidf;
import io.qsa.itests.peer.SelfSignedCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/** A presence server without a valid certificate: it gets no request, and is tried again. */
class CertificateFaultsIT extends PlatformTest {
    /** C19, S33: the operator sees what is missing, and the subscription is established afterwards. */
    @Test
    void aServerWhoseAuthorityIsUnknownGetsNothingUntilItIsTrusted() throws InterruptedException {
        SelfSignedCertificate certificate = certificate("IP:127.0.0.1");
        Kamailio server = asked(kamailioWithTls(certificate, certificate("DNS:another.test")));

        Recorder bob = bobWatchesAlice();
        awaitRefusal(bob, server, "PKIX path building failed");
        config(SIP, "tls_ca_list", certificate.certificate().toString());

        bob.awaitText("in private");
        bob.assertNoEnd();
    }

    /** C19, S33: RFC 5922 section 7.1; the certificate of another server is refused. */
    @Test
    void aServerWithTheNameOfAnotherGetsNothing() throws InterruptedException {
        SelfSignedCertificate certificate = certificate("DNS:another.test");
        Kamailio server = asked(kamailioWithTls(certificate, certificate));

        Recorder bob = bobWatchesAlice();
        awaitRefusal(bob, server, "127.0.0.1");
        Notification first = bob.heard().get(bob.heard().size() - 1);
        bob.await("a second attempt", n -> n.sequence() > first.sequence() && isRefused(n));

        assertThat(server.subscribes()).isZero();
        bob.assertNoEnd();
    }

    private Kamailio asked(Kamailio server) {
        config(B2B, "presence_outbound_proxy", server.uri("tls"), "on_error_retry_time", "1");
        server.publish(ALICE, Pidf.open(ALICE, "in private"));
        return server;
    }

    private void awaitRefusal(Recorder bob, Kamailio server, String why) throws InterruptedException {
        Notification refused = bob.await("503", CertificateFaultsIT::isRefused);
        assertThat(refused.status()).isEqualTo(Status.PENDING);
        assertThat(refused.reason().retryAt()).isPresent();
        assertThat(server.subscribes()).isZero();
        assertThat(platform().log().lines("WARN", "No TLS with", why)).isNotEmpty();
    }

    private static boolean isRefused(Notification notification) {
        return notification.reason().code().orElse(0) == 503;
    }
}
