package io.qsa.itests.interop.kamailio;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.Kamailio;

import static org.assertj.core.api.Assertions.assertThat;

class WatchersFromKamailioIT extends PlatformTest {
    /** S118: Alice's presence server notifies her when Bob starts and stops watching. */
    @Test
    void whoWatchesReachesThePresentity() throws InterruptedException, BundleException {
        Kamailio server = kamailio();
        config(B2B, "presence_outbound_proxy", server.uri("udp"));
        platform().install("io.qsa.winfo").start();
        Recorder alice = new Recorder();
        closing(qsa().subscribe(SubscriptionRequest.of("presence.winfo", ALICE, ALICE), alice));
        alice.awaitText("package=\"presence\"");
        assertThat(Recorder.textOf(alice.awaitFrom("presence_b2b"))).doesNotContain(BOB);

        Subscription bob = qsa().subscribe(SubscriptionRequest.presence(ALICE, BOB), new Recorder());
        alice.await(
                "Bob",
                n -> Recorder.textOf(n).contains(BOB) && Recorder.textOf(n).contains("status=\"active\""));
        bob.close();
        alice.await("Bob's end", n -> !Recorder.textOf(n).contains("status=\"active\""));

        alice.assertNoEnd();
    }
}
