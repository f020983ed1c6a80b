package io.qsa.itests.interop.kamailio;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

import io.qsa.Notification;
import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Kamailio;
import io.qsa.itests.peer.Pidf;

import static org.assertj.core.api.Assertions.assertThat;

class RegistrationsFromKamailioIT extends PlatformTest {
    /** S116: the package is installed while a subscription to presence is live, which it does not affect. */
    @Test
    void registrationsReachTheListenerOnceTheirPackageIsInstalled() throws InterruptedException, BundleException {
        Kamailio server = kamailio(Kamailio.REGISTRAR);
        config(B2B, "presence_outbound_proxy", server.uri("udp"));
        server.publish(ALICE, Pidf.open(ALICE, "at my desk"));
        Recorder presence = bobWatchesAlice();
        Notification before = presence.awaitText("at my desk");
        Recorder registrations = new Recorder();
        closing(qsa().subscribe(SubscriptionRequest.of("reg", ALICE, ALICE), registrations));

        platform().install("io.qsa.reg").start();
        server.register(ALICE, 60);
        registrations.awaitText("event=\"created\"");
        server.register(ALICE, 0);
        registrations.awaitText("state=\"terminated\"");

        assertThat(presence.since(before)).isEqualTo(List.of());
        assertThat(server.subscribes()).isEqualTo(1);
        assertThat(server.refreshes()).isZero();
    }
}
