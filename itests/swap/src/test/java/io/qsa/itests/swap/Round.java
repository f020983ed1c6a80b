package io.qsa.itests.swap;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.qsa.itests.peer.server.PresenceServer;
import io.qsa.itests.platform.Platform;
import io.qsa.itests.swap.chaos.Chaos;
import io.qsa.itests.swap.consumer.Crowd;
import io.qsa.itests.swap.referee.Activations;
import io.qsa.itests.swap.referee.Gauges;
import io.qsa.itests.swap.referee.Story;
import io.qsa.itests.swap.referee.Watch;
import io.qsa.itests.swap.status.StatusSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Some hundred events on a platform that is in use, with what belongs to them: a presence server, a source of status,
 * consumers, a referee. It starts with the base configuration and ends without subscriptions. Confined to its test.
 */
final class Round implements AutoCloseable {
    private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2", "127.0.1.3", "127.0.1.4");
    private static final int EVENTS_PER_CHECKPOINT = 50;
    private static final int SUBSCRIPTIONS_PER_RECORD = 5;
    private static final int CHANGES_PER_SECOND = 50;
    private static final double LOSS = 0.01;
    private static final Duration TIME_TO_EMPTY = Duration.ofSeconds(20);
    /** How long effects of earlier events may still arrive. */
    private static final Duration AFTERMATH = Duration.ofSeconds(5);

    private final int subscriptions;
    private final Story story = new Story();
    private final Gauges gauges;
    private final PresenceServer server;
    private final StatusSource source;
    private final Activations activations;
    private final Crowd crowd;
    private final Watch watch;
    private final Chaos chaos;
    private final Checkpoint checkpoint;

    Round(Platform platform, int subscriptions, long seed) throws IOException {
        this.subscriptions = subscriptions;
        gauges = new Gauges(platform);
        server = PresenceServer.start(HOSTS);
        source = new StatusSource(platform.context(), server, records());
        activations = new Activations(platform.context(), story);
        crowd = new Crowd(platform.context(), story, source);
        watch = new Watch(crowd::subscriptions, story);
        chaos = new Chaos(platform, story, source, crowd, seed, HOSTS);
        checkpoint = new Checkpoint(story, server, source, crowd, chaos, gauges);
        server.onLoss(this::onLoss);
        server.lose(LOSS);
    }

    private List<String> records() {
        return IntStream.range(0, Math.max(1, subscriptions / SUBSCRIPTIONS_PER_RECORD))
                .mapToObj(i -> "sip:r" + i + "@" + HOSTS.get(i % HOSTS.size()) + ":" + server.port())
                .toList();
    }

    /** A subscription may be left at the peer where its end was cut off, not otherwise. */
    private void onLoss(String how, Duration age) {
        Duration possible = age.plus(AFTERMATH);
        if (!story.isDisturbed(Bundles.SIP, possible) && !story.isDisturbed(Bundles.B2B, possible)) {
            story.violated("lost at the peer: " + how);
        }
    }

    /** Plays the events with these numbers; ends early when something is wrong. */
    void play(int first, int count) {
        crowd.open(subscriptions);
        for (int event = first; event < first + count && story.isClean(); event++) {
            source.run(CHANGES_PER_SECOND);
            chaos.event(event);
            if ((event + 1) % EVENTS_PER_CHECKPOINT == 0 || event + 1 == first + count) {
                checkpoint.check();
            }
        }
        source.freeze();
        chaos.settle();
        assertThat(story.isClean()).as(story::report).isTrue();
    }

    /** All consumers unsubscribe; everything held for them must be released. */
    void empty() {
        crowd.leave();
        await("all dialogs end at the peer").atMost(TIME_TO_EMPTY).until(() -> server.dialogs() == 0);
        await("all maps are empty").atMost(TIME_TO_EMPTY).untilAsserted(() -> assertThat(gauges.leftovers())
                .isEmpty());
        assertThat(story.isClean()).as(story::report).isTrue();
    }

    @Override
    public String toString() {
        return crowd.heard() + " notifications" + ", at the peer " + server.traffic() + ", slowest convergence "
                + checkpoint.slowestMillis() + " ms, longest time without a status " + watch.longestGapMillis()
                + " ms, longest pause of the referee " + watch.takeLongestPauseMillis() + " ms";
    }

    @Override
    public void close() throws IOException {
        chaos.close();
        watch.close();
        crowd.close();
        activations.close();
        source.close();
        server.close();
    }
}
