package io.qsa.itests.swap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import io.qsa.Notification;
import io.qsa.Status;
import io.qsa.itests.peer.server.PresenceServer;
import io.qsa.itests.swap.chaos.Chaos;
import io.qsa.itests.swap.consumer.Crowd;
import io.qsa.itests.swap.referee.Claims;
import io.qsa.itests.swap.referee.Gauges;
import io.qsa.itests.swap.referee.Story;
import io.qsa.itests.swap.referee.Witness;
import io.qsa.itests.swap.status.StatusSource;

/** Stops the changes for a moment and checks that every consumer has the final state. Confined to its test. */
final class Checkpoint {
    private static final Duration TIME_TO_CONVERGE = Duration.ofSeconds(5);
    /** An unanswered NOTIFY is repeated every 4 s, and only its answer ends the dialog that was left at the peer. */
    private static final Duration TIME_TO_FORGET = Duration.ofSeconds(15);

    private static final Duration TIME_TO_LOOK = Duration.ofSeconds(1);

    private static final Duration TIME_TO_STAY_QUIET = Duration.ofMillis(300);
    private static final int KNOBS = 5;
    private static final int MOST_REPORTED = 5;

    private static final String B2B = "presence_b2b";

    private final Story story;
    private final PresenceServer server;
    private final StatusSource source;
    private final Crowd crowd;
    private final Chaos chaos;
    private final Gauges gauges;
    private long slowest;

    Checkpoint(Story story, PresenceServer server, StatusSource source, Crowd crowd, Chaos chaos, Gauges gauges) {
        this.story = story;
        this.server = server;
        this.source = source;
        this.crowd = crowd;
        this.chaos = chaos;
        this.gauges = gauges;
    }

    void check() {
        source.freeze();
        chaos.settle();
        source.changeAll();
        story.tell("checkpoint");
        long converged = await("not converged: ", TIME_TO_CONVERGE, this::notConverged);
        slowest = Math.max(slowest, converged);
        await("dialogs at the peer: ", TIME_TO_FORGET, this::wrongDialogs);
        await("not at rest: ", TIME_TO_FORGET, this::exchangesUnderWay);
        if (story.isClean()) {
            checkThatTuningMovesNobody();
        }
    }

    /** The longest time, in milliseconds, until every consumer had the final state. */
    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowest);
    }

    private long await(String what, Duration time, Supplier<List<String>> wrong) {
        long begin = System.nanoTime();
        List<String> stillWrong = wrong.get();
        while (!stillWrong.isEmpty() && System.nanoTime() - begin < time.toNanos()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            stillWrong = wrong.get();
        }
        long waited = System.nanoTime() - begin;
        stillWrong.stream().limit(MOST_REPORTED).forEach(line -> story.violated(what + line));
        if (stillWrong.isEmpty() && waited > time.plus(TIME_TO_LOOK).toNanos()) {
            story.violated(what + "for " + TimeUnit.NANOSECONDS.toMillis(waited) + " ms");
        }
        return waited;
    }

    private List<String> notConverged() {
        return crowd.witnesses().stream()
                .filter(witness -> !hasConverged(witness))
                .map(witness -> witness.latest().map(Object::toString).orElse("nothing heard of " + witness.record())
                        + " instead of version " + source.version(witness.record()) + " from "
                        + chaos.notifierOf(witness.record()) + ": " + gauges.describe(witness.record()))
                .toList();
    }

    private boolean hasConverged(Witness witness) {
        Optional<Notification> latest = witness.latest();
        if (latest.isEmpty()) {
            return false;
        }
        Notification heard = latest.get();
        boolean isNewest = Claims.isFresh(heard) && Claims.version(heard).orElse(0) == source.version(witness.record());
        return chaos.notifierOf(witness.record())
                .map(expected -> isNewest && heard.notifier().equals(expected)
                        || witness.mayWait() && expected.equals(B2B) && (isNewest || isWaiting(heard)))
                .orElseGet(() -> isParked(heard)
                        || chaos.accepts(heard.notifier()) && (isNewest || witness.mayWait() && isWaiting(heard)));
    }

    /** Whether it is rightly reported as parked, because no notifier can serve it. */
    private boolean isParked(Notification heard) {
        return heard.notifier().equals("qsa")
                && (heard.isStale() || heard.status() == Status.PENDING)
                && gauges.isParked(heard.subscription());
    }

    /** Whether nothing but the presence server is waited for; until it answers, a former notifier may go on. */
    private static boolean isWaiting(Notification heard) {
        return heard.isStale()
                || heard.status() == Status.PENDING && heard.notifier().equals(B2B);
    }

    private List<String> wrongDialogs() {
        int wanted = gauges.heldBy(B2B);
        int there = server.dialogs();
        return wanted == there ? List.of() : List.of(there + " instead of " + wanted + " " + server.traffic());
    }

    /** What was lost and is repeated would look like an effect of what is done next. */
    private List<String> exchangesUnderWay() {
        List<String> underWay = new ArrayList<>(gauges.exchangesUnderWay());
        if (server.unanswered() > 0) {
            underWay.add(server.unanswered() + " NOTIFYs without an answer");
        }
        return underWay;
    }

    private void checkThatTuningMovesNobody() {
        long before = heard();
        String traffic = server.traffic().toString();
        chaos.tune(KNOBS);
        LockSupport.parkNanos(TIME_TO_STAY_QUIET.toNanos());
        if (heard() != before) {
            story.violated("tuning made notifications: " + (heard() - before));
        }
        if (!server.traffic().toString().equals(traffic)) {
            story.violated("tuning made traffic: " + server.traffic() + " after " + traffic);
        }
    }

    /** How much those have heard for whom no hand-over waits for its end. */
    private long heard() {
        return crowd.witnesses().stream()
                .filter(witness -> !witness.mayWait())
                .mapToLong(Witness::heard)
                .sum();
    }
}
