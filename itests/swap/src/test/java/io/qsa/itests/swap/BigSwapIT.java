package io.qsa.itests.swap;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.Notification;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.peer.server.PresenceServer;
import io.qsa.itests.swap.consumer.Crowd;
import io.qsa.itests.swap.referee.Claims;
import io.qsa.itests.swap.referee.Gauges;
import io.qsa.itests.swap.referee.Story;
import io.qsa.itests.swap.referee.Watch;
import io.qsa.itests.swap.referee.Witness;
import io.qsa.itests.swap.status.StatusSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** U1, U2: many live subscriptions are moved from presence_b2b to the agent and back while states change. */
class BigSwapIT extends PlatformTest {
    private static final String HOST = "127.0.0.1";
    private static final int MOVE_RATE = 500;
    /** Datagrams that were sent at their time may be read together. */
    private static final double UNEVENNESS = 1.05;

    private static final int LONGEST_PAUSE_MILLIS = 500;

    private static final int SUBSCRIPTIONS_PER_RECORD = 10;
    private static final int CHANGES_PER_SECOND = 20;

    private final int live = Integer.getInteger("swap.live", 2000);
    private final Duration patience = Duration.ofSeconds(60 + 3L * live / MOVE_RATE);
    private final Story story = new Story();
    private PresenceServer server;
    private StatusSource source;
    private Crowd crowd;
    private Watch watch;

    @BeforeEach
    void everybodyIsServedByPresenceB2b() throws IOException {
        config(BROKER, "move_rate", "" + MOVE_RATE, "notifier.target", "(qsa.notifier=presence_b2b)");
        config(PA, "accept_internal_subscriptions", "true");
        server = closing(PresenceServer.start(List.of(HOST)));
        source = closing(new StatusSource(platform().context(), server, records()));
        crowd = closing(new Crowd(platform().context(), story, source));
        watch = closing(new Watch(crowd::subscriptions, story));
        long begin = System.nanoTime();
        crowd.openPlain(live);
        awaitAll(
                "served by presence_b2b", (witness, latest) -> latest.notifier().equals("presence_b2b"));
        report("cold start", begin);
    }

    @Test
    void aSwapAndItsWayBackShowNoGapAndMakeNoStorm() {
        source.run(CHANGES_PER_SECOND);
        swapTo("pa");
        await("all dialogs end").atMost(patience).until(() -> server.dialogs() == 0);
        assertThat(server.traffic().of("unsubscribes")).as("unsubscribes").isEqualTo(live);

        swapTo("presence_b2b");
        assertThat(server.traffic().of("subscribes")).as("SUBSCRIBEs").isEqualTo(live);
        assertThat(server.traffic().peakPerSecond())
                .as("SUBSCRIBEs in a second")
                .isLessThanOrEqualTo(mostInASecond(watch.takeLongestPauseMillis()));

        source.freeze();
        source.changeAll();
        awaitAll(
                "up to date",
                (witness, latest) -> Claims.version(latest).orElse(0) == source.version(witness.record()));
        assertThat(watch.longestGapMillis()).as("time without a status").isZero();
        assertThat(watch.longestStaleMillis()).as("time with a stale status").isZero();
    }

    /** What was sent while the machine was busy otherwise is read together when it is not; but it must not be for long. */
    private static int mostInASecond(long longestPauseMillis) {
        System.out.println("the machine was busy otherwise for at most " + longestPauseMillis + " ms");
        return (int) (MOVE_RATE * UNEVENNESS * (1 + Math.min(longestPauseMillis, LONGEST_PAUSE_MILLIS) / 1e3));
    }

    @AfterEach
    void nothingIsLeft() {
        crowd.leave();
        await("all dialogs end").atMost(patience).until(() -> server.dialogs() == 0);
        await("all maps are empty").atMost(patience).untilAsserted(() -> assertThat(new Gauges(platform()).leftovers())
                .isEmpty());
        assertThat(story.isClean()).as(story::report).isTrue();
    }

    private void swapTo(String notifier) {
        server.traffic().reset();
        watch.takeLongestPauseMillis();
        long begin = System.nanoTime();
        config(BROKER, "notifier.target", "(qsa.notifier=" + notifier + ")");
        awaitAll("served by " + notifier, (witness, latest) -> latest.notifier().equals(notifier));
        report("swap to " + notifier, begin);
    }

    private interface Condition {
        boolean holds(Witness witness, Notification latest);
    }

    private void awaitAll(String what, Condition condition) {
        Predicate<Witness> holds = witness -> witness.latest()
                .filter(Claims::isFresh)
                .filter(latest -> condition.holds(witness, latest))
                .isPresent();
        await("all are " + what).atMost(patience).until(() -> crowd.witnesses().stream()
                .allMatch(holds));
    }

    private void report(String what, long begin) {
        System.out.println(String.format(
                Locale.ROOT,
                "%s of %d in %.1f s, at the peer %s, SUBSCRIBEs at most %d in 100 ms, %d in 1 s; longest time without a"
                        + " status %d ms, stale %d ms",
                what,
                live,
                (System.nanoTime() - begin) / 1e9,
                server.traffic(),
                server.traffic().peakPerWindow(),
                server.traffic().peakPerSecond(),
                watch.longestGapMillis(),
                watch.longestStaleMillis()));
    }

    private List<String> records() {
        return IntStream.range(0, live / SUBSCRIPTIONS_PER_RECORD)
                .mapToObj(i -> "sip:r" + i + "@" + HOST + ":" + server.port())
                .toList();
    }
}
