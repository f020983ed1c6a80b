package io.qsa.broker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

/** A notifier that sends random valid notifications, also for subscriptions that it no longer has. */
final class WalkingNotifier implements Notifier {
    private final String name;
    private final RandomGenerator random;
    private final AtomicLong epochs;
    private final Map<NotifierSubscription, Long> served = new LinkedHashMap<>();
    private final Map<NotifierSubscription, Long> known = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long version;

    WalkingNotifier(String name, RandomGenerator random, AtomicLong epochs) {
        this.name = name;
        this.random = random;
        this.epochs = epochs;
    }

    String name() {
        return name;
    }

    @Override
    public void subscribe(NotifierSubscription subscription) {
        if (served.keySet().stream().anyMatch(other -> other.id().equals(subscription.id()))) {
            violations.add(name + " was given " + subscription.id() + " twice");
        }
        long epoch = epochs.incrementAndGet();
        served.put(subscription, epoch);
        known.put(subscription, epoch);
        if (random.nextInt(3) == 0) {
            sayAnything(subscription);
        }
    }

    @Override
    public void unsubscribe(NotifierSubscription subscription) {
        if (served.remove(subscription) == null) {
            violations.add(name + " never had " + subscription.id());
        }
    }

    /** Notifies one of all the subscriptions that it ever had. */
    void walk() {
        if (!known.isEmpty()) {
            List<NotifierSubscription> all = List.copyOf(known.keySet());
            sayAnything(all.get(random.nextInt(all.size())));
        }
    }

    /** Notifies all of its subscriptions of the newest version. */
    void answerAll() {
        List.copyOf(served.keySet()).forEach(this::sayActive);
    }

    /** Its bundle stops. */
    void forget() {
        served.clear();
    }

    Map<NotifierSubscription, Long> served() {
        return served;
    }

    List<String> violations() {
        return violations;
    }

    private void sayAnything(NotifierSubscription subscription) {
        switch (random.nextInt(8)) {
            case 0 -> subscription.notify(Status.PENDING, Reason.of(Reason.RETRYING, ""));
            case 1 -> subscription.notify(Status.PENDING, Reason.NONE, nextDocument(subscription));
            case 2 -> subscription.notify(Status.REJECTED, Reason.of("rejected", ""));
            case 3 -> subscription.notify(Status.TERMINATED, Reason.of("noresource", ""));
            default -> sayActive(subscription);
        }
    }

    private void sayActive(NotifierSubscription subscription) {
        subscription.notify(Status.ACTIVE, Reason.NONE, nextDocument(subscription));
    }

    private Document nextDocument(NotifierSubscription subscription) {
        return FakeNotifier.document(known.get(subscription) + ":" + ++version);
    }
}
