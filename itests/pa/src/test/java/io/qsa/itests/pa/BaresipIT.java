package io.qsa.itests.pa;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A foreign softphone publishes and watches at our presence agent. */
class BaresipIT extends PlatformTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path directory;

    @Test
    void aPhonePublishesWatchesAndTakesLeave() throws Exception {
        VirtualLink link = closing(VirtualLink.open());
        String alice = "sip:alice@" + link.address() + ":" + sipPort();
        config(SIP, "listen", "udp:127.0.0.1:" + sipPort() + ", udp:" + link.address() + ":" + sipPort());
        config(PA, "accept_internal_subscriptions", "true", "notify_interval", "0");
        publish(alice, "at her desk");
        Recorder bob = new Recorder();
        closing(qsa().subscribe(SubscriptionRequest.presence(alice, BOB), bob));

        Baresip phone = closing(Baresip.start(directory, link, alice));
        bob.awaitText("<contact>" + alice);
        await("the phone hears of the desk").atMost(PATIENCE).until(() -> phone.messages()
                .contains("at her desk"));
        phone.quit();

        bob.await("nothing of the phone", n -> !Recorder.textOf(n).contains("<contact>" + alice));
        assertThat(phone.messages()).contains("Subscription-State: terminated;reason=timeout");
    }
}
