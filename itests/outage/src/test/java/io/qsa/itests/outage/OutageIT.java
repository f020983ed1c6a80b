package io.qsa.itests.outage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.Watchers;
import io.qsa.itests.peer.server.PresenceServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * U14, S101: a presence server is killed under many live subscriptions and restarted without its state. All of them are
 * established again, no faster than {@code return_rate}, failed refreshes and retransmissions included, and none is
 * notified of an end.
 */
class OutageIT extends PlatformTest {
    private static final String HOST = "127.0.0.1";
    /** Requests that left at their time may be read together, the more so where the processor is scarce. */
    private static final double UNEVENNESS = 1.3;

    private final int live = Integer.getInteger("outage.live", 500);
    private final int down = Integer.getInteger("outage.down", 5);
    private final int returnRate = Math.max(100, live / 40);
    /** Short enough that many notice while the server is away, and long enough for the processor to keep up. */
    private final int lifetime = Math.max(20, 2 * down);

    private final Duration patience = Duration.ofSeconds(120 + 8L * lifetime + 4L * live / returnRate);
    private final Watchers watchers = closing(new Watchers());
    private long began = System.nanoTime();

    @Test
    void allComeBackAndMakeNoStorm() throws IOException {
        config(SIP, "t1", "" + Math.min(500, Math.max(50, 10 * down)));
        config(SIP, "return_rate", "" + returnRate, "breaker_retry_time", "" + Math.max(1, down / 10));
        config(B2B, "resubscribe_delta", "" + lifetime / 2, "min_resubscribe_time", "1");
        config(B2B, "on_error_retry_time", "" + Math.max(1, down / 10), "max_in_flight", "200");
        config(B2B, "max_subscribe_delay", "" + 2 * live / returnRate);
        PresenceServer server = closing(PresenceServer.start(List.of(HOST)));
        server.grant(lifetime);
        watchers.open(qsa(), live, HOST + ":" + server.port());
        awaitAllAt(server);
        report("cold start", server);
        // The start is spread, so that the refreshes are; the return has only its rate.
        config(B2B, "max_subscribe_delay", "0");
        long before = usedHeap();

        server.close();
        began = System.nanoTime();
        await("the server is away")
                .pollDelay(Duration.ofSeconds(down))
                .atMost(patience)
                .until(() -> true);
        report("while it was away", server);
        began = System.nanoTime();
        PresenceServer again = closing(PresenceServer.startAt(List.of(HOST), server.port()));
        again.grant(lifetime);
        awaitAllAt(again);
        report("return", again);

        assertThat(again.traffic().peakOfAllPerSecond())
                .as("SUBSCRIBEs in a second")
                .isLessThanOrEqualTo((int) (returnRate * UNEVENNESS));
        assertThat(watchers.ended()).as("ends that were told").isZero();
        assertThat(usedHeap()).as("bytes of heap").isLessThan((long) (before * 1.1) + (8 << 20));
        watchers.close();
        await("all subscriptions end").atMost(patience).until(() -> again.dialogs() == 0);
    }

    private void awaitAllAt(PresenceServer server) {
        await("all are active, with one dialog each")
                .atMost(patience)
                .until(() -> watchers.active() == live && server.dialogs() == live);
    }

    private void report(String what, PresenceServer server) {
        System.out.println(String.format(
                Locale.ROOT,
                "%s: %d of %d active after %.1f s, at the peer %d dialogs and %s, at most %d SUBSCRIBEs in 1 s, %d of them"
                        + " first ones, heap %.1f MB",
                what,
                watchers.active(),
                live,
                (System.nanoTime() - began) / 1e9,
                server.dialogs(),
                server.traffic(),
                server.traffic().peakOfAllPerSecond(),
                server.traffic().peakPerSecond(),
                usedHeap() / 1e6));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
