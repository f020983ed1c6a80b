package io.qsa.itests.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.itests.peer.SipText;
import io.qsa.itests.peer.crowd.Crowd;
import io.qsa.itests.peer.crowd.PublishingMember;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A database that does not answer, and one that is down: the agent serves from memory, reports it, and catches up. */
class OutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Postgres postgres;
    private KarafPlatform platform;
    private Crowd crowd;

    @BeforeEach
    void start() throws Exception {
        postgres = Postgres.start();
        platform = KarafPlatform.unpack(Path.of("target", "runs", "outage-" + System.nanoTime()))
                .with(postgres);
        crowd = new Crowd(platform.sipPort());
        platform.start();
    }

    @AfterEach
    void end() throws Exception {
        crowd.close();
        platform.close();
        postgres.close();
    }

    @Test
    void theAgentGoesOnAndCatchesUp() throws Exception {
        PublishingMember alice = new PublishingMember(crowd, "sip:alice@example.test");
        assertAccepted(alice);

        postgres.freeze();
        assertAccepted(alice);
        assertThat(platform.log("a commit takes longer than 2 s")).hasSize(1);
        postgres.thaw();
        awaitCaughtUp(1);

        postgres.crash();
        assertAccepted(alice);
        assertAccepted(alice);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(platform.log("The store does not keep up"))
                .hasSize(2));
        postgres.resume();
        awaitCaughtUp(2);

        platform.kill();
        platform.start();
        assertThat(alice.refresh().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status())
                .isEqualTo(200);
        assertThat(platform.log("| ERROR ")).isEmpty();
    }

    private static void assertAccepted(PublishingMember member) throws Exception {
        SipText answer = member.publish().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(200);
    }

    private void awaitCaughtUp(int times) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(platform.log("The store has everything again"))
                .hasSize(times));
    }
}
