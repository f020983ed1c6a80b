package io.qsa.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Constants;

import io.qsa.Subscription;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

import static org.assertj.core.api.Assertions.assertThat;

/** Random events at random times; the promises to applications always hold. */
class RandomWalkTest {
    private static final int STEPS = 20_000;
    private static final List<String> NAMES = List.of("pa", "presence_b2b", "other");
    private static final int MOST_SUBSCRIPTIONS = 12;

    private final Workbench bench = new Workbench();
    private final Map<Subscription, Referee> open = new LinkedHashMap<>();
    private final List<Referee> referees = new ArrayList<>();
    private final List<WalkingNotifier> notifiers = new ArrayList<>();
    private final List<WalkingNotifier> gone = new ArrayList<>();
    private final Map<WalkingNotifier, Integer> rankings = new HashMap<>();
    private final Map<WalkingNotifier, Boolean> accepting = new HashMap<>();
    private final AtomicLong epochs = new AtomicLong();
    private Optional<String> target = Optional.empty();
    private Random random;
    private String story;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("Q01 Q03 Q05 Q11 Q12 Q15 U1 U2 U3 U8: a random walk breaks no rule")
    void breaksNoRule(long seed) {
        random = new Random(seed);
        story = "seed " + seed;
        for (int step = 0; step < STEPS; step++) {
            walk();
            bench.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(3000) : 0), random.nextInt(3));
        }
        comeToRest();
        everySubscriptionIsServedByTheChosenNotifier();
        closeEverything();
        nothingIsLeft();
        referees.forEach(referee -> referee.assertNoViolation(story));
    }

    private void walk() {
        switch (random.nextInt(20)) {
            case 0 -> subscribe();
            case 1 -> close();
            case 2 -> register();
            case 3 -> unregister();
            case 4 -> rank();
            case 5 -> accept();
            case 6 -> target();
            case 7 -> route();
            default -> speak();
        }
    }

    private void subscribe() {
        if (open.size() < MOST_SUBSCRIPTIONS) {
            Referee referee = new Referee();
            referees.add(referee);
            open.put(bench.service.subscribe(Workbench.ALICE, referee), referee);
        }
    }

    private void close() {
        if (!open.isEmpty() && random.nextInt(3) == 0) {
            Subscription subscription = any(List.copyOf(open.keySet()));
            subscription.close();
            open.remove(subscription).closed();
        }
    }

    private void register() {
        if (notifiers.size() < 4) {
            WalkingNotifier notifier = new WalkingNotifier(any(NAMES), random, epochs);
            notifiers.add(notifier);
            rankings.put(notifier, random.nextInt(5));
            accepting.put(notifier, true);
            bench.register(notifier, notifier.name(), rankings.get(notifier));
        }
    }

    private void unregister() {
        if (!notifiers.isEmpty() && random.nextInt(2) == 0) {
            WalkingNotifier notifier = any(notifiers);
            notifiers.remove(notifier);
            gone.add(notifier);
            bench.unregister(notifier);
            notifier.forget();
        }
    }

    private void rank() {
        if (!notifiers.isEmpty()) {
            WalkingNotifier notifier = any(notifiers);
            rankings.put(notifier, random.nextInt(5));
            bench.change(notifier, Constants.SERVICE_RANKING, rankings.get(notifier));
        }
    }

    private void accept() {
        if (!notifiers.isEmpty()) {
            WalkingNotifier notifier = any(notifiers);
            accepting.put(notifier, random.nextInt(3) > 0);
            bench.change(notifier, Notifier.ACCEPTING, accepting.get(notifier));
        }
    }

    private void target() {
        target = random.nextBoolean() ? Optional.of(any(NAMES)) : Optional.empty();
        bench.set(
                "notifier.target",
                target.map(name -> "(qsa.notifier=" + name + ")").orElse(""));
    }

    private void route() {
        bench.set("routes", random.nextBoolean() ? "" : "*;*=" + any(NAMES) + "|" + any(NAMES));
    }

    private void speak() {
        List<WalkingNotifier> speakers = new ArrayList<>(notifiers);
        gone.stream().skip(Math.max(0, gone.size() - 3)).forEach(speakers::add);
        if (!speakers.isEmpty()) {
            any(speakers).walk();
        }
    }

    /** A notifier for every subscription, and all of them report their newest version. */
    private void comeToRest() {
        bench.set("routes", "");
        bench.set("notifier.target", "");
        target = Optional.empty();
        WalkingNotifier last = new WalkingNotifier("last", random, epochs);
        notifiers.add(last);
        rankings.put(last, 10);
        accepting.put(last, true);
        bench.register(last, "last", 10);
        for (int i = 0; i < 3; i++) {
            bench.settle();
            notifiers.forEach(WalkingNotifier::answerAll);
        }
        bench.settle();
    }

    private void everySubscriptionIsServedByTheChosenNotifier() {
        WalkingNotifier chosen = notifiers.stream()
                .filter(accepting::get)
                .max(Comparator.comparing(rankings::get))
                .orElseThrow();
        assertThat(chosen.served().keySet())
                .extracting(NotifierSubscription::id)
                .as(story)
                .containsExactlyInAnyOrderElementsOf(
                        open.keySet().stream().map(Subscription::id).toList());
        notifiers.stream()
                .filter(notifier -> notifier != chosen)
                .forEach(notifier -> assertThat(notifier.served()).as(story).isEmpty());
        open.forEach((subscription, referee) -> assertThat(subscription
                        .latest()
                        .orElseThrow()
                        .document()
                        .orElseThrow()
                        .text())
                .as(story)
                .endsWith(":" + referee.version()));
    }

    private void closeEverything() {
        open.forEach((subscription, referee) -> {
            subscription.close();
            referee.closed();
        });
        bench.advance(Duration.ofMinutes(2));
    }

    private void nothingIsLeft() {
        assertThat(bench.admin.subscriptions()).as(story).isEmpty();
        assertThat(bench.statistic("moves.waiting")).as(story).isZero();
        assertThat(bench.control.size()).as(story).isZero();
        assertThat(bench.count(BrokerCounter.NOTIFIERS_ERRORS)).as(story).isZero();
        assertThat(bench.count(BrokerCounter.LISTENERS_ERRORS)).as(story).isZero();
        assertThat(bench.count(BrokerCounter.SUBSCRIPTIONS_OPENED))
                .isEqualTo(bench.count(BrokerCounter.SUBSCRIPTIONS_CLOSED));
        notifiers.forEach(notifier -> assertThat(notifier.served()).as(story).isEmpty());
        notifiers.forEach(
                notifier -> assertThat(notifier.violations()).as(story).isEmpty());
        gone.forEach(notifier -> assertThat(notifier.violations()).as(story).isEmpty());
        bench.admin
                .notifiers()
                .forEach(info -> assertThat(info.subscriptions()).as(story).isZero());
    }

    private <T> T any(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
