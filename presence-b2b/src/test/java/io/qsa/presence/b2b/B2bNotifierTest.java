package io.qsa.presence.b2b;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.base.statistics.Statistics;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.presence.b2b.fake.FakeEndpoint;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.OtherPackage;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.sip.LegInfo;

import static org.assertj.core.api.Assertions.assertThat;

class B2bNotifierTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final B2bNotifier notifier = new B2bNotifier(Map.of(), timers);

    @BeforeEach
    void connect() {
        notifier.connect(endpoint);
        timers.settle();
    }

    private void live(String id) {
        notifier.subscribe(FakeSubscription.presence(id));
        Sent sent = endpoint.next();
        Peer peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 3600));
        notifier.legs().notifyHandler().handle(new FakeRequest(peer.notify("active")));
    }

    private LegInfo only() {
        return notifier.legs().infos().get(0);
    }

    @Test
    @DisplayName("takes subscriptions only with an endpoint, and only if it is to")
    void takesSubscriptionsIfItCan() {
        assertThat(notifier.isAccepting()).isTrue();
        notifier.change(Map.of("handle_presence_subscriptions", "false"));
        assertThat(notifier.isAccepting()).isFalse();
        notifier.change(Map.of("handle_presence_subscriptions", "true"));
        notifier.disconnect(endpoint);
        assertThat(notifier.isAccepting()).isFalse();
    }

    @Test
    @DisplayName("B18 a drain serves on until the broker takes the subscriptions away, and then ends the dialogs")
    void aDrainServesOn() {
        FakeSubscription subscription = FakeSubscription.presence("s");
        notifier.subscribe(subscription);
        Sent sent = endpoint.next();
        Peer peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 3600));
        notifier.change(Map.of("handle_presence_subscriptions", "false"));
        notifier.legs().notifyHandler().handle(new FakeRequest(peer.notify("active")));
        timers.settle();

        assertThat(subscription.told()).containsExactly("ACTIVE");
        assertThat(endpoint.isQuiet()).isTrue();
        notifier.unsubscribe(subscription);
        assertThat(endpoint.next().expires()).isEqualTo("0");
    }

    @Test
    @DisplayName("Q10 a wrong value keeps everything as it was")
    void aWrongValueKeepsEverything() {
        notifier.change(Map.of("service.ranking", "5"));
        notifier.change(Map.of("service.ranking", "7", "default_expiration", "never"));

        assertThat(notifier.ranking()).isEqualTo(5);
        assertThat(notifier.statistics()).containsEntry(Statistics.CONFIGURATION_BAD, 1L);
        notifier.change(Map.of("service.ranking", "6"));
        assertThat(notifier.statistics()).containsEntry(Statistics.CONFIGURATION_BAD, 0L);
    }

    @Test
    @DisplayName("Q10, F131: what is right counts from the start, though not all is")
    void atAStartWhatIsRightCounts() {
        B2bNotifier other = new B2bNotifier(Map.of("service.ranking", "7", "default_expiration", "never"), timers);

        assertThat(other.ranking()).isEqualTo(7);
        assertThat(other.statistics()).containsEntry(Statistics.CONFIGURATION_BAD, 1L);
    }

    @Test
    @DisplayName("U4 Q09 changes of settings send nothing in live dialogs, and same values change nothing")
    void changesSendNothingInLiveDialogs() {
        for (int i = 0; i < 100; i++) {
            live("s" + i);
        }
        int alarms = timers.size();
        List<Map<String, String>> changes = List.of(
                Map.of(),
                Map.of("default_expiration", "600"),
                Map.of("on_error_retry_time", "5"),
                Map.of("presence_route", "<sip:a;lr>"),
                Map.of("presence_outbound_proxy", "sip:b"),
                Map.of("additional_presence_headers", "P-X: y"),
                Map.of("wait_for_term_notify", "5"),
                Map.of("min_resubscribe_time", "5"),
                Map.of("max_subscribe_delay", "5"),
                Map.of("failover_timeout", "5"),
                Map.of("max_subscriptions", "1"),
                Map.of("max_in_flight", "1"),
                Map.of("max_body_size", "1"),
                Map.of("handle_presence_subscriptions", "false"),
                Map.of("resubscribe_delta", "3000"));
        for (Map<String, String> change : changes) {
            notifier.change(change);
            timers.settle();
            assertThat(endpoint.isQuiet()).as(change.toString()).isTrue();
        }

        assertThat(timers.size()).isEqualTo(alarms);
        timers.advance(java.time.Duration.ofSeconds(600));
        assertThat(endpoint.waiting()).isEqualTo(100);
    }

    @Test
    @DisplayName("U4 S72 a new route gives those that were refused for good another try")
    void aNewRouteGivesAnotherTry() {
        notifier.subscribe(FakeSubscription.presence("s"));
        endpoint.next().answer(489);
        notifier.change(Map.of("on_error_retry_time", "5"));
        timers.settle();
        assertThat(only().state()).isEqualTo(State.STOPPED);
        notifier.change(Map.of("presence_route", "<sip:a;lr>", "on_error_retry_time", "5"));
        timers.settle();

        assertThat(endpoint.next().request().headers("Route")).containsExactly("<sip:a;lr>");
    }

    @Test
    @DisplayName("Q14 B17 closing ends every dialog, waits no longer than stop_timeout, and counts what is left")
    void closingEndsEveryDialog() {
        live("s1");
        live("s2");
        notifier.change(Map.of("stop_timeout", "0"));
        notifier.close();

        assertThat(endpoint.all()).extracting(Sent::expires).containsExactly("0", "0");
        assertThat(notifier.statistics()).containsEntry("abandoned_at_stop", 2L);
    }

    @Test
    @DisplayName("a package that SIP cannot carry is refused, and the others go on")
    void aPackageThatIsNotFitIsRefused() {
        notifier.add(new OtherPackage() {
            @Override
            public String name() {
                return "two words";
            }
        });

        assertThat(notifier.packages()).containsExactly("presence");
    }

    @Test
    @DisplayName("U12 gauges and counters tell what there is and what was")
    void statisticsTellWhatThereIs() {
        live("s1");

        assertThat(notifier.statistics())
                .containsEntry("subscriptions", 1L)
                .containsEntry("dialogs", 1L)
                .containsEntry("subscribes_sent", 1L)
                .containsEntry("notifies_accepted", 1L)
                .containsEntry("notifies_unmatched", 0L);
    }
}
