package io.qsa.broker;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import org.osgi.framework.Constants;

import io.qsa.NotificationListener;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.base.statistics.Counters;
import io.qsa.broker.internal.admin.BrokerAdmin;
import io.qsa.broker.internal.consumer.ConsumerService;
import io.qsa.broker.internal.delivery.Consumers;
import io.qsa.broker.internal.routing.NotifierProperties;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.broker.internal.subscription.Switchboard;
import io.qsa.spi.Notifier;
import io.qsa.spi.SubscriptionInfo;

/** A whole broker in virtual time, without a framework and without threads. */
final class Workbench {
    static final String BUNDLE = "com.example.app";
    static final SubscriptionRequest ALICE =
            SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com");

    private static final long BUNDLE_ID = 42;

    final Counters<BrokerCounter> counters = new Counters<>(BrokerCounter.class);
    final VirtualControl control = new VirtualControl();
    final TaskQueue lanes = new TaskQueue();
    final TaskQueue delivery = new TaskQueue();
    final Consumers consumers = new Consumers(1, (bundle, threads) -> delivery, counters);
    final Switchboard switchboard;
    final Broker broker;
    final BrokerAdmin admin;
    final ConsumerService service;
    private final Map<Notifier, Long> serviceIds = new HashMap<>();
    private final Map<Notifier, Map<String, Object>> properties = new HashMap<>();
    private final Map<String, Object> settings = new TreeMap<>();
    private long nextServiceId = 1;

    Workbench() {
        switchboard = new Switchboard(control, lanes, counters, BrokerSettings.DEFAULTS.pace());
        broker = new Broker(switchboard, control, consumers, BrokerSettings.DEFAULTS);
        admin = new BrokerAdmin(switchboard, () -> false, () -> 0);
        service = new ConsumerService(switchboard, consumers.acquire(BUNDLE_ID, BUNDLE));
        broker.route();
    }

    /** Registers a notifier for presence. */
    FakeNotifier register(String name, int ranking) {
        return register(new FakeNotifier(name), ranking);
    }

    FakeNotifier register(FakeNotifier notifier, int ranking) {
        register(notifier, notifier.name(), ranking);
        return notifier;
    }

    void register(Notifier notifier, String name, int ranking) {
        long id = nextServiceId++;
        serviceIds.put(notifier, id);
        properties.put(
                notifier,
                new TreeMap<>(Map.of(
                        Constants.SERVICE_ID, id,
                        Constants.SERVICE_RANKING, ranking,
                        Notifier.NAME, name,
                        Notifier.PACKAGES, new String[] {"presence"})));
        NotifierProperties registered = new NotifierProperties(properties.get(notifier));
        broker.came(
                id,
                new RegisteredNotifier(
                        notifier, "bundle.of." + name, registered, () -> properties.containsKey(notifier)));
    }

    void change(Notifier notifier, String key, Object value) {
        properties.get(notifier).put(key, value);
        broker.changed(serviceIds.get(notifier), new NotifierProperties(properties.get(notifier)));
    }

    void unregister(Notifier notifier) {
        properties.remove(notifier);
        broker.went(serviceIds.remove(notifier));
    }

    /** Unregisters a notifier without a word, as the platform may do it. */
    void lose(Notifier notifier) {
        properties.remove(notifier);
    }

    /** Changes one setting and keeps the others. */
    void set(String key, Object value) {
        settings.put(key, value);
        broker.configure(BrokerSettings.from(settings));
    }

    Subscription subscribe(NotificationListener listener) {
        return subscribe(ALICE, listener);
    }

    Subscription subscribe(SubscriptionRequest request, NotificationListener listener) {
        Subscription subscription = service.subscribe(request, listener);
        run();
        return subscription;
    }

    /** Lets everything happen that needs no time. */
    void run() {
        advance(Duration.ZERO);
    }

    /** Lets changes settle and a few moves be made. */
    void settle() {
        advance(Duration.ofSeconds(1));
    }

    void advance(Duration duration) {
        Instant end = control.now().plus(duration);
        do {
            runThreads();
        } while (control.runNext(end));
        control.setNow(end);
    }

    /** Advances the time, but makes at most this many calls of listeners. */
    void advance(Duration duration, int calls) {
        Instant end = control.now().plus(duration);
        do {
            lanes.runAll();
        } while (control.runNext(end));
        control.setNow(end);
        for (int i = 0; i < calls; i++) {
            delivery.runNext();
        }
    }

    SubscriptionInfo info(Subscription subscription) {
        return admin.subscription(subscription.id()).orElseThrow();
    }

    long count(BrokerCounter counter) {
        return counters.get(counter);
    }

    long statistic(String name) {
        return admin.statistics().get(name);
    }

    private void runThreads() {
        while (lanes.runNext() || delivery.runNext()) {}
    }
}
