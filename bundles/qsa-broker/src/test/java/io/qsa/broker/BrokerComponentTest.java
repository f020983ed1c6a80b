package io.qsa.broker;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.Reason;
import io.qsa.SubscriptionService;
import io.qsa.broker.internal.consumer.ConsumerServices;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;
import io.qsa.spi.SubscriptionAdmin;

import static io.qsa.Status.ACTIVE;
import static io.qsa.Status.TERMINATED;
import static org.assertj.core.api.Assertions.assertThat;

/** The component as Declarative Services use it, with real threads. */
@Timeout(60)
class BrokerComponentTest {
    private static final Bundle CONSUMER = FakeFramework.bundle(7, "com.example.app");
    private static final Bundle PROVIDER = FakeFramework.bundle(8, "com.example.provider");

    private final FakeFramework framework = new FakeFramework();
    private final BlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(2);
    private BrokerComponent component;

    private void activate(Map<String, Object> properties) {
        component = new BrokerComponent(framework.context(), properties);
        component.start();
    }

    @AfterEach
    void deactivate() throws InterruptedException {
        release.countDown();
        if (!framework.registered().isEmpty()) {
            component.stop();
        }
    }

    private <T> T service(Class<T> type) {
        return framework.registered().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private SubscriptionService consumerService() {
        return service(ConsumerServices.class).getService(CONSUMER, null);
    }

    private long statistic(String name) {
        return service(SubscriptionAdmin.class).statistics().get(name);
    }

    private Notification nextHeard() throws InterruptedException {
        Notification next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static ServiceReference<Notifier> notifier(long id, String name) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(Constants.SERVICE_ID, id);
        properties.put(Notifier.NAME, name);
        properties.put(Notifier.PACKAGES, new String[] {"presence"});
        return FakeFramework.reference(PROVIDER, properties);
    }

    @Test
    void registersItsServicesWhenItStartsAndUnregistersThemWhenItStops() throws InterruptedException {
        activate(Map.of());
        assertThat(framework.registered()).hasSize(4);

        component.stop();
        assertThat(framework.registered()).isEmpty();
    }

    @Test
    void servesAConsumerAndAWhiteboardListener() throws InterruptedException {
        activate(Map.of());
        component.addCandidate(notifier(1, "pa"), new FakeNotifier("pa").answering("open"));
        Map<String, Object> properties = new HashMap<>();
        properties.put(Constants.SERVICE_ID, 2L);
        properties.put(NotificationListener.RECORD, "sip:carol@example.com");
        properties.put(NotificationListener.SUBSCRIBER, "sip:bob@example.com");
        ServiceReference<NotificationListener> reference = FakeFramework.reference(CONSUMER, properties);
        component.addListener(reference, heard::add);
        while (nextHeard().status() != ACTIVE) {}

        properties.put(NotificationListener.RECORD, "sip:dave@example.com");
        component.updatedListener(reference);
        assertThat(nextHeard().subscription().request().record()).isEqualTo("sip:dave@example.com");

        component.removeListener(reference);
        assertThat(service(SubscriptionAdmin.class).subscriptions()).isEmpty();
    }

    @Test
    void followsItsCandidates() throws InterruptedException {
        activate(Map.of());
        consumerService().subscribe(Workbench.ALICE, heard::add);
        assertThat(nextHeard().reason().token()).isEqualTo(Reason.PARKED);

        ServiceReference<Notifier> pa = notifier(1, "pa");
        component.addCandidate(pa, new FakeNotifier("pa").answering("pa 1"));
        assertThat(Heard.line(nextHeard())).isEqualTo("ACTIVE pa \"pa 1\"");

        component.addCandidate(notifier(2, "presence_b2b"), new FakeNotifier("presence_b2b").answering("b2b 1"));
        component.updatedCandidate(pa);
        component.removeCandidate(pa);
        assertThat(Heard.line(nextHeard())).isEqualTo("ACTIVE qsa \"pa 1\" stale");
        assertThat(Heard.line(nextHeard())).isEqualTo("ACTIVE presence_b2b \"b2b 1\"");
    }

    /** Q10. */
    @Test
    void aBadConfigurationIsRefusedAsAWhole() throws InterruptedException {
        activate(Map.of());
        component.configure(Map.of("notifier.target", "(qsa.notifier=pa)"));
        component.configure(Map.of("notifier.target", "(qsa.notifier=other)", "move_rate", "many"));
        assertThat(statistic("configuration.bad")).isOne();

        component.addCandidate(notifier(1, "pa"), new FakeNotifier("pa").answering("open"));
        consumerService().subscribe(Workbench.ALICE, heard::add);
        while (nextHeard().status() != ACTIVE) {}
        assertThat(service(SubscriptionAdmin.class).subscriptions().get(0).route())
                .isEqualTo("(qsa.notifier=pa)");

        component.configure(Map.of("notifier.target", "(qsa.notifier=pa)"));
        assertThat(statistic("configuration.bad")).isZero();
        assertThat(statistic("configuration.refused")).isOne();
    }

    /** Q10, F131. */
    @Test
    void atAStartABadValueHasItsDefaultAndTheGoodOneCounts() {
        activate(Map.of("routes", "nonsense", "notifier.target", "(a=b)"));

        consumerService().subscribe(Workbench.ALICE, heard::add);
        assertThat(service(SubscriptionAdmin.class).subscriptions().get(0).route())
                .isEqualTo("(a=b)");
        assertThat(statistic("configuration.bad")).isOne();
    }

    /** Q13. */
    @Test
    void nothingWaitsForANotifierThatBlocks() {
        activate(Map.of("stop_timeout", 0));
        Notifier blocking = new FakeNotifier("pa").onSubscribe(subscription -> block());
        component.addCandidate(notifier(1, "pa"), blocking);
        consumerService().subscribe(Workbench.ALICE, heard::add);
        component.configure(Map.of("stop_timeout", 0, "move_rate", 7));
        component.updatedCandidate(notifier(1, "pa"));
        component.removeCandidate(notifier(1, "pa"));

        assertThat(statistic("subscriptions.open")).isOne();
    }

    @Test
    void theLastNotificationIsDeliveredBeforeTheServiceGoes() throws InterruptedException {
        activate(Map.of());
        component.addCandidate(notifier(1, "pa"), new FakeNotifier("pa").answering("open"));
        consumerService().subscribe(Workbench.ALICE, heard::add);
        while (nextHeard().status() != ACTIVE) {}
        component.stop();

        Notification last = heard.remove();
        assertThat(last.status()).isEqualTo(TERMINATED);
        assertThat(last.reason().token()).isEqualTo(Reason.SERVICE_STOPPED);
        assertThat(heard).isEmpty();
    }

    /** Q14. */
    @Test
    void stopsInBoundedTimeWhateverListenersAndNotifiersDo() throws InterruptedException {
        activate(Map.of("stop_timeout", 1));
        CountDownLatch blocked = new CountDownLatch(2);
        component.addCandidate(notifier(1, "pa"), new FakeNotifier("pa").onSubscribe(subscription -> {
                    subscription.notify(ACTIVE, Reason.NONE);
                    blocked.countDown();
                    block();
                }));
        consumerService().subscribe(Workbench.ALICE, notification -> {
            blocked.countDown();
            block();
        });
        assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
        long begin = System.nanoTime();
        component.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(framework.registered()).isEmpty();
    }

    /** Q14: a call that is never made would leave a dialog behind. */
    @Test
    void letsANotifierGoThatStaysAlsoWhenThatTakesLonger() throws InterruptedException {
        activate(Map.of("stop_timeout", 0));
        ServiceReference<Notifier> pa = notifier(1, "pa");
        BlockingQueue<String> letGo = subscribeAtOneThatHangs(pa);
        component.stop();
        component.removeCandidate(pa);
        release.countDown();

        assertThat(letGo.poll(20, TimeUnit.SECONDS)).isEqualTo("q1");
    }

    /**
     * Q14: a notifier that is unregistered while the broker stops is not called any more, although its reference still
     * has a bundle.
     */
    @Test
    void doesNotCallANotifierThatGoesWhileItStops() throws InterruptedException {
        activate(Map.of("stop_timeout", 60));
        ServiceReference<Notifier> pa = notifier(1, "pa");
        BlockingQueue<String> letGo = subscribeAtOneThatHangs(pa);
        Thread stopping = new Thread(() -> {
            try {
                component.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopping.start();
        while (nextHeard().status() != TERMINATED) {}
        component.removeCandidate(pa);
        release.countDown();
        stopping.join(TimeUnit.SECONDS.toMillis(20));

        assertThat(stopping.isAlive()).isFalse();
        assertThat(letGo).isEmpty();
    }

    /**
     * Gives a subscription to a notifier that blocks in the call; the place at which it is released is added to the
     * result.
     */
    private BlockingQueue<String> subscribeAtOneThatHangs(ServiceReference<Notifier> reference)
            throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        BlockingQueue<String> letGo = new LinkedBlockingQueue<>();
        component.addCandidate(reference, new Notifier() {
            @Override
            public void subscribe(NotifierSubscription subscription) {
                asked.countDown();
                block();
            }

            @Override
            public void unsubscribe(NotifierSubscription subscription) {
                letGo.add(subscription.id());
            }
        });
        consumerService().subscribe(Workbench.ALICE, heard::add);
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        return letGo;
    }

    /** Q14. */
    @Test
    void leavesNoThreadBehind() throws InterruptedException {
        activate(Map.of());
        component.addCandidate(notifier(1, "pa"), new FakeNotifier("pa").answering("open"));
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        consumerService().subscribe(Workbench.ALICE, notification -> threads.add(Thread.currentThread()));
        Thread delivery = threads.poll(20, TimeUnit.SECONDS);
        assertThat(delivery.getName()).startsWith("qsa-delivery-com.example.app-");
        component.stop();

        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("qsa-"))
                .toList();
        for (Thread thread : left) {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    /** Blocks until the end of the test, interrupted or not. */
    private void block() {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException ignored) {
                interrupted.countDown();
            }
        }
    }
}
