package io.qsa.itests.swap.consumer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

import io.qsa.Subscription;
import io.qsa.SubscriptionService;
import io.qsa.itests.peer.server.PresenceServer;
import io.qsa.itests.swap.consumer.Consumer.Manner;
import io.qsa.itests.swap.referee.Story;
import io.qsa.itests.swap.referee.Witness;
import io.qsa.itests.swap.status.StatusSource;

/** All consumers; each subscribes again when the service comes back, as Declarative Services has it. Safe for any thread. */
public final class Crowd implements ServiceTrackerCustomizer<SubscriptionService, SubscriptionService>, AutoCloseable {
    private static final int SLOW_ONE_IN = 10;
    private static final int STRANGER_ONE_IN = 11;
    private static final int THROWING_ONE_IN = 17;
    private static final int WHITEBOARD_ONE_IN = 7;

    private final BundleContext context;
    private final Story story;
    private final StatusSource source;
    private final List<Consumer> consumers = new CopyOnWriteArrayList<>();
    private final ServiceTracker<SubscriptionService, SubscriptionService> tracker;
    private final AtomicInteger opened = new AtomicInteger();
    /** The notifications of removed consumers. */
    private final AtomicLong heardBefore = new AtomicLong();

    private volatile SubscriptionService service;

    public Crowd(BundleContext context, Story story, StatusSource source) {
        this.context = context;
        this.story = story;
        this.source = source;
        this.tracker = new ServiceTracker<>(context, SubscriptionService.class, this);
        tracker.open();
    }

    /** Opens consumers of every manner, over all records in turn. */
    public void open(int count) {
        for (int i = 0; i < count; i++) {
            int number = opened.incrementAndGet();
            open(number, mannerOf(number));
        }
    }

    /** Opens consumers that do nothing but listen. */
    public void openPlain(int count) {
        for (int i = 0; i < count; i++) {
            open(opened.incrementAndGet(), Manner.PLAIN);
        }
    }

    private void open(int number, Manner manner) {
        List<String> uris = source.uris();
        String record = uris.get(number % uris.size());
        boolean stranger = manner == Manner.STRANGER;
        String subscriber = (stranger ? PresenceServer.STRANGER : "sip:friend") + number + "@example.test";
        Witness witness = new Witness(subscriber + " (" + manner + ")", record, stranger, story, source::version);
        Consumer consumer = new Consumer(subscriber, manner, witness);
        consumers.add(consumer);
        consumer.open(context, Optional.ofNullable(service));
    }

    private static Manner mannerOf(int number) {
        if (number % WHITEBOARD_ONE_IN == 0) {
            return Manner.WHITEBOARD;
        }
        if (number % SLOW_ONE_IN == 0) {
            return Manner.SLOW;
        }
        if (number % STRANGER_ONE_IN == 0) {
            return Manner.STRANGER;
        }
        return number % THROWING_ONE_IN == 0 ? Manner.THROWING : Manner.PLAIN;
    }

    /** Closes so many consumers at random and opens as many new ones. */
    public void change(int count, Random which) {
        for (int i = 0; i < count && !consumers.isEmpty(); i++) {
            Consumer leaving = consumers.remove(which.nextInt(consumers.size()));
            leave(leaving);
            open(1);
        }
    }

    /** How many notifications were heard. */
    public long heard() {
        return heardBefore.get()
                + consumers.stream()
                        .mapToLong(consumer -> consumer.witness().heard())
                        .sum();
    }

    public List<Witness> witnesses() {
        return consumers.stream().map(Consumer::witness).toList();
    }

    /** The present handles. */
    public Collection<Subscription> subscriptions() {
        return consumers.stream().flatMap(c -> c.subscription().stream()).toList();
    }

    @Override
    public SubscriptionService addingService(ServiceReference<SubscriptionService> reference) {
        SubscriptionService came = context.getService(reference);
        service = came;
        consumers.forEach(consumer -> consumer.subscribe(came));
        return came;
    }

    @Override
    public void modifiedService(ServiceReference<SubscriptionService> reference, SubscriptionService changed) {}

    @Override
    public void removedService(ServiceReference<SubscriptionService> reference, SubscriptionService gone) {
        service = null;
        context.ungetService(reference);
    }

    /** Closes every consumer; the service is still used by the platform that they were in. */
    public void leave() {
        consumers.forEach(this::leave);
        consumers.clear();
    }

    private void leave(Consumer consumer) {
        consumer.close();
        heardBefore.addAndGet(consumer.witness().heard());
    }

    @Override
    public void close() {
        leave();
        tracker.close();
    }
}
