package io.qsa.broker;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

import io.qsa.NotificationListener;
import io.qsa.SubscriptionRequest;
import io.qsa.broker.internal.consumer.Whiteboard;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.spi.SubscriptionInfo;

import static io.qsa.Status.ACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

/** U7: a listener service is a subscription. */
class WhiteboardTest {
    private static final Bundle BUNDLE = FakeFramework.bundle(7, "com.example.whiteboard");

    private final Workbench bench = new Workbench();
    private final FakeNotifier pa = bench.register("pa", 0);
    private final Whiteboard whiteboard = new Whiteboard(bench.switchboard, bench.consumers);
    private final Heard heard = new Heard();
    private final Map<String, Object> properties = new HashMap<>();
    private final ServiceReference<NotificationListener> reference = FakeFramework.reference(BUNDLE, properties);

    @BeforeEach
    void describeTheListener() {
        bench.settle();
        properties.put(Constants.SERVICE_ID, 100L);
        properties.put(NotificationListener.RECORD, "sip:alice@example.com");
        properties.put(NotificationListener.SUBSCRIBER, "sip:bob@example.com");
    }

    private void register() {
        whiteboard.came(reference, heard);
        bench.run();
    }

    private SubscriptionInfo only() {
        assertThat(bench.admin.subscriptions()).hasSize(1);
        return bench.admin.subscriptions().get(0);
    }

    @Test
    void aRegisteredListenerIsSubscribed() {
        whiteboard.start();
        register();
        pa.says(ACTIVE, "open");
        bench.run();

        assertThat(heard.lines()).containsExactly("ACTIVE pa \"open\"");
        assertThat(only().request()).isEqualTo(Workbench.ALICE);
        assertThat(only().consumer()).isEqualTo("com.example.whiteboard");
    }

    @Test
    void itSaysWhichPackageItWants() {
        whiteboard.start();
        properties.put(NotificationListener.PACKAGE, "reg");
        register();

        assertThat(only().request())
                .isEqualTo(SubscriptionRequest.of("reg", "sip:alice@example.com", "sip:bob@example.com"));
    }

    @Test
    void thoseThatCameEarlyAreSubscribedAtTheStart() {
        register();
        assertThat(bench.admin.subscriptions()).isEmpty();

        whiteboard.start();
        bench.run();
        assertThat(pa.calls()).containsExactly("subscribe q1");
    }

    @Test
    void changedPropertiesMoveIt() {
        whiteboard.start();
        register();
        properties.put(NotificationListener.RECORD, "sip:carol@example.com");
        whiteboard.changed(reference);
        bench.run();

        assertThat(only().request().record()).isEqualTo("sip:carol@example.com");
        assertThat(pa.served()).containsOnlyKeys("q2");
    }

    @Test
    void otherPropertiesLeaveItAlone() {
        whiteboard.start();
        register();
        properties.put("colour", "green");
        whiteboard.changed(reference);
        bench.run();

        assertThat(pa.calls()).containsExactly("subscribe q1");
    }

    @Test
    void anUnregisteredListenerIsNotCalledAnyMore() {
        whiteboard.start();
        register();
        pa.says(ACTIVE, "open");
        whiteboard.went(reference);
        bench.run();

        assertThat(heard.lines()).isEmpty();
        assertThat(pa.served()).isEmpty();
    }

    @Test
    void aListenerThatAsksForNonsenseIsNotSubscribedUntilItAsksForSense() {
        whiteboard.start();
        properties.put(NotificationListener.RECORD, "nonsense");
        register();
        assertThat(bench.admin.subscriptions()).isEmpty();

        properties.put(NotificationListener.RECORD, "sip:alice@example.com");
        whiteboard.changed(reference);
        assertThat(only().request()).isEqualTo(Workbench.ALICE);
    }

    @Test
    void aListenerWithoutARecordIsNotSubscribed() {
        whiteboard.start();
        properties.remove(NotificationListener.RECORD);
        register();

        assertThat(bench.admin.subscriptions()).isEmpty();
    }

    @Test
    void aThousandComingsChangesAndGoingsLeaveNothingBehind() {
        whiteboard.start();
        for (int i = 0; i < 1000; i++) {
            properties.put(NotificationListener.RECORD, "sip:alice@example.com");
            register();
            properties.put(NotificationListener.RECORD, "sip:carol" + i + "@example.com");
            whiteboard.changed(reference);
            whiteboard.went(reference);
            bench.run();
        }

        assertThat(bench.admin.subscriptions()).isEmpty();
        assertThat(pa.served()).isEmpty();
        assertThat(bench.consumers.size()).isOne();
        assertThat(bench.count(BrokerCounter.SUBSCRIPTIONS_OPENED)).isEqualTo(2000);
    }

    @Test
    void afterTheStopNobodyIsSubscribed() {
        whiteboard.start();
        whiteboard.stop();
        register();

        assertThat(bench.admin.subscriptions()).isEmpty();
    }
}
