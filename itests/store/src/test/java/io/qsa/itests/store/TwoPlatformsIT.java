package io.qsa.itests.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.crowd.Crowd;
import io.qsa.itests.peer.crowd.PublishingMember;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two platforms, each in a JVM of its own: presence_b2b of this one subscribes at the presence agent of the other one.
 */
class TwoPlatformsIT extends PlatformTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private KarafPlatform other;
    private PublishingMember alice;

    @BeforeEach
    void askTheOther() throws IOException {
        other = closing(KarafPlatform.unpack(Path.of("target", "runs", "other-" + System.nanoTime())));
        alice = new PublishingMember(closing(new Crowd(other.sipPort())), ALICE);
        config(B2B, "presence_outbound_proxy", "sip:127.0.0.1:" + other.sipPort(), "on_error_retry_time", "1");
        other.start();
    }

    /** A status published just after the restart of the other one is delivered, and no subscription ends. */
    @Test
    void aSubscriptionOutlivesACrashOfTheOtherPlatform() throws Exception {
        assertThat(publish()).isEqualTo(200);
        Recorder bob = bobWatchesAlice();
        bob.awaitText("note 1");

        other.kill();
        other.start();
        assertThat(publish()).isEqualTo(200);

        bob.awaitText("note 2");
        bob.assertNoEnd();
        assertThat(other.log("| ERROR ")).isEmpty();
    }

    private int publish() throws Exception {
        return alice.publish().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status();
    }
}
