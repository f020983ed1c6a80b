package io.qsa.itests.interop.sipp;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.Watchers;
import io.qsa.itests.peer.Pidf;
import io.qsa.itests.peer.ScriptedNotifier;
import io.qsa.itests.peer.SipClient;
import io.qsa.itests.peer.server.PresenceServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A peer sends NOTIFYs of no subscription as fast as it can. */
class FloodIT extends PlatformTest {
    private static final String HOST = "127.0.0.1";
    private static final int STRAYS = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long ROOM = 64 << 20;
    private static final String STATE =
            "Event: presence\nSubscription-State: active;expires=600\nContent-Type: " + Pidf.TYPE;

    private final int live = Integer.getInteger("interop.live", 2000);

    /** X23: another subscription gets the next status, and little is kept of the flood. */
    @Test
    void strayNotifiesHarmNobody() throws Exception {
        ScriptedNotifier server = closing(new ScriptedNotifier(sipPort()));
        config(B2B, "presence_outbound_proxy", server.uri());
        Recorder bob = bobWatchesAlice();
        server.acceptSubscription();
        server.notify(STATE, Pidf.open(ALICE, "before"));
        bob.awaitText("before");
        long before = usedHeap();
        flood();

        assertThat(server.notify(STATE, Pidf.open(ALICE, "after")).status()).isEqualTo(200);
        bob.awaitText("after");
        assertThat(bob.heard()).noneMatch(n -> Recorder.textOf(n).contains("stray"));
        assertThat(usedHeap() - before).as("bytes of heap").isLessThan(ROOM);
    }

    /** X23: many SUBSCRIBEs wait for their answers, of which none is lost; "full load" is 20,000 of them. */
    @Test
    void strayNotifiesHarmNoneOfManyThatWait() throws Exception {
        config(SIP, "t1", "4000", "breaker_failures", "0");
        config(B2B, "max_in_flight", "" + live, "failover_timeout", "600");
        PresenceServer server = closing(PresenceServer.start(List.of(HOST)));
        server.hesitate();
        Watchers watchers = closing(new Watchers());
        watchers.open(qsa(), live, HOST + ":" + server.port());
        await("all have asked").atMost(PATIENCE).until(() -> server.kept() == live);

        flood();
        server.answerAll();

        await("all are active").atMost(PATIENCE).until(() -> watchers.active() == live);
        assertThat(server.dialogs()).isEqualTo(live);
        assertThat(server.traffic().of("subscribes")).isEqualTo(live);
    }

    private void flood() {
        String target = "sip:" + HOST + ":" + sipPort();
        try (SipClient stranger = new SipClient(sipPort())) {
            for (int i = 0; i < STRAYS; i++) {
                stranger.send(stranger.message("NOTIFY", target, STATE, Pidf.closed(ALICE, "stray")));
            }
        }
        // A message behind the flood in the queue may be lost.
        try (SipClient another = new SipClient(sipPort())) {
            await().atMost(PATIENCE).until(another::hearsFromServer);
            assertThat(another.request("NOTIFY", target, STATE, "").status()).isEqualTo(481);
        }
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
