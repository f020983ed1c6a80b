package io.qsa.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.base.statistics.Counters;
import io.qsa.broker.internal.consumer.ConsumerService;
import io.qsa.broker.internal.delivery.Consumers;
import io.qsa.broker.internal.delivery.PooledThreads;
import io.qsa.broker.internal.routing.NotifierProperties;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.broker.internal.subscription.MoveSettings;
import io.qsa.broker.internal.subscription.Switchboard;
import io.qsa.broker.internal.threads.BrokerThread;
import io.qsa.broker.internal.threads.LaneThreads;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules hold with real threads too: Q03, Q05, Q06, U1, U8. */
@Timeout(60)
class StressTest {
    private static final Duration TIME = Duration.ofSeconds(3);
    private static final int SUBSCRIPTIONS = 100;

    private final Counters<BrokerCounter> counters = new Counters<>(BrokerCounter.class);
    private final BrokerThread control = new BrokerThread();
    private final LaneThreads lanes = new LaneThreads(2);
    private final Consumers consumers = new Consumers(3, PooledThreads::new, counters);
    private final Switchboard switchboard =
            new Switchboard(control, lanes, counters, new MoveSettings(2000, 0.2, Duration.ofSeconds(1)));
    private final Broker broker = new Broker(switchboard, control, consumers, BrokerSettings.DEFAULTS);
    private final ConsumerService service = new ConsumerService(switchboard, consumers.acquire(1, "com.example.app"));
    private final AtomicLong epochs = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Pumping> notifiers = List.of(new Pumping("pa"), new Pumping("presence_b2b"));
    private final Map<Subscription, Referee> open = new ConcurrentHashMap<>();
    private final List<Referee> referees = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
        control.close();
    }

    @Test
    void noRuleIsBroken() throws Exception {
        for (int i = 0; i < notifiers.size(); i++) {
            broker.came(
                    i,
                    new RegisteredNotifier(
                            notifiers.get(i), "bundle", notifiers.get(i).properties(true), () -> true));
        }
        CompletableFuture<?> all = CompletableFuture.allOf(
                CompletableFuture.runAsync(() -> pump(notifiers.get(0)), threads),
                CompletableFuture.runAsync(() -> pump(notifiers.get(1)), threads),
                CompletableFuture.runAsync(this::swap, threads),
                CompletableFuture.runAsync(this::comeAndGo, threads));
        assertThat(end.await(TIME.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        end.countDown();
        all.get(30, TimeUnit.SECONDS);

        service.close();
        assertThat(consumers.finish(Duration.ofSeconds(10))).isEmpty();
        assertThat(lanes.close(Duration.ofSeconds(10))).isZero();

        referees.forEach(referee -> referee.assertNoViolation("threads"));
        assertThat(notifiers).allSatisfy(notifier -> assertThat(notifier.served).isEmpty());
        assertThat(counters.get(BrokerCounter.NOTIFIERS_ERRORS)).isZero();
        assertThat(counters.get(BrokerCounter.LISTENERS_ERRORS)).isZero();
        assertThat(counters.get(BrokerCounter.MOVES_FINISHED)).isGreaterThan(SUBSCRIPTIONS);
        assertThat(switchboard.subscriptions()).isEmpty();
    }

    private void pump(Pumping notifier) {
        while (isRunning()) {
            notifier.served.forEach(notifier::tell);
        }
    }

    private void swap() {
        Random random = new Random(1);
        while (!waited(50)) {
            int index = random.nextInt(notifiers.size());
            Map<String, Object> settings = new HashMap<>();
            settings.put("move_rate", 2000);
            settings.put("handover_timeout", 1);
            settings.put("notifier.target", "(qsa.notifier=" + notifiers.get(index).name + ")");
            broker.configure(BrokerSettings.from(settings));
            broker.changed(index, notifiers.get(index).properties(random.nextInt(4) > 0));
        }
    }

    private void comeAndGo() {
        while (isRunning()) {
            if (open.size() < SUBSCRIPTIONS) {
                Referee referee = new Referee();
                referees.add(referee);
                open.put(service.subscribe(Workbench.ALICE, referee), referee);
            } else {
                Subscription oldest = open.keySet().iterator().next();
                open.remove(oldest);
                oldest.close();
                waited(1);
            }
        }
    }

    private boolean isRunning() {
        return end.getCount() > 0;
    }

    private boolean waited(int milliseconds) {
        try {
            return end.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private final class Pumping implements Notifier {
        private final String name;
        private final Map<NotifierSubscription, Long> served = new ConcurrentHashMap<>();
        private final AtomicLong version = new AtomicLong();

        Pumping(String name) {
            this.name = name;
        }

        NotifierProperties properties(boolean accepting) {
            return new NotifierProperties(
                    Map.of(Notifier.NAME, name, Notifier.PACKAGES, "presence", Notifier.ACCEPTING, accepting));
        }

        @Override
        public void subscribe(NotifierSubscription subscription) {
            served.put(subscription, epochs.incrementAndGet());
            subscription.notify(Status.PENDING, Reason.NONE);
        }

        @Override
        public void unsubscribe(NotifierSubscription subscription) {
            if (served.remove(subscription) == null) {
                throw new IllegalStateException(name + " never had " + subscription.id());
            }
        }

        void tell(NotifierSubscription subscription, long epoch) {
            String text = epoch + ":" + version.incrementAndGet();
            subscription.notify(Status.ACTIVE, Reason.NONE, FakeNotifier.document(text));
        }
    }
}
