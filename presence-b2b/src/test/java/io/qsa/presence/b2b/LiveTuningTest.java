package io.qsa.presence.b2b;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.presence.b2b.fake.FakeEndpoint;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.sip.SipRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** U4: each parameter is changed under 1,000 live dialogs; nothing is sent except what its description says. */
class LiveTuningTest {
    private static final int DIALOGS = 1000;

    private final VirtualTimers timers = new VirtualTimers();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final B2bNotifier notifier = new B2bNotifier(Map.of(), timers);
    private final Map<String, Object> configuration = new HashMap<>();
    private final List<FakeSubscription> subscriptions = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();

    @BeforeEach
    void goLive() {
        notifier.connect(endpoint);
        timers.settle();
        for (int i = 0; i < DIALOGS; i++) {
            FakeSubscription subscription = FakeSubscription.presence("s" + i);
            subscriptions.add(subscription);
            notifier.subscribe(subscription);
            accept(endpoint.next());
        }
    }

    private Peer accept(Sent sent) {
        Peer peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 3600));
        notify(peer);
        peers.add(peer);
        return peer;
    }

    private int notify(Peer peer) {
        FakeRequest notify = new FakeRequest(peer.notify("active", Peer.pidf("open")));
        notifier.legs().notifyHandler().handle(notify);
        return notify.answer().code();
    }

    private void change(String key, Object value) {
        configuration.put(key, value);
        notifier.change(configuration);
        timers.settle();
    }

    /** Starts one more subscription and gives its SUBSCRIBE. */
    private SipRequest another() {
        notifier.subscribe(FakeSubscription.presence("another"));
        return endpoint.next().request();
    }

    /** All requests sent in this time, answered as refreshes. */
    private List<SipRequest> sentWithin(Duration time) {
        timers.advance(time);
        return endpoint.all().stream().map(Sent::request).toList();
    }

    @ParameterizedTest
    @DisplayName("U4 a change sends nothing, ends nothing, and leaves the refreshes as many as they were")
    @CsvSource({
        "default_expiration, 600",
        "on_error_retry_time, 5",
        "presence_route, <sip:10.0.0.1;lr>",
        "presence_outbound_proxy, sip:10.0.0.2",
        "additional_presence_headers, P-X: y",
        "wait_for_term_notify, 5",
        "resubscribe_delta, 600",
        "min_resubscribe_time, 5",
        "handle_presence_subscriptions, false",
        "max_subscribe_delay, 60",
        "failover_timeout, 5",
        "max_subscriptions, 1",
        "max_in_flight, 1",
        "max_body_size, 10",
        "redirect_domains, none",
        "check_notify_source, true",
        "conditional_refresh, true",
        "empty_without_document, true",
        "share_subscriptions, true",
        "share_linger, 60",
        "stop_timeout, 0",
        "service.ranking, 7"
    })
    void aChangeSendsNothing(String key, String value) {
        subscriptions.forEach(FakeSubscription::told);
        change(key, value);

        assertThat(sentWithin(Duration.ofSeconds(60))).isEmpty();
        assertThat(subscriptions).allSatisfy(s -> assertThat(s.told()).isEmpty());
        assertThat(notifier.statistics()).containsEntry("dialogs", (long) DIALOGS);
        assertThat(timers.size()).isEqualTo(DIALOGS);
        List<SipRequest> refreshes = sentWithin(Duration.ofSeconds(3600 - 60 - 1));
        assertThat(refreshes.stream().allMatch(r -> r.to().tag().isPresent())).isTrue();
        assertThat(refreshes.stream().map(SipRequest::callId).distinct()).hasSize(DIALOGS);
    }

    @Test
    @DisplayName("U4 S02 default_expiration: the next SUBSCRIBE and the next refresh")
    void defaultExpiration() {
        change("default_expiration", 600);

        assertThat(another().header("Expires")).contains("600");
        assertThat(sentWithin(Duration.ofSeconds(3599)))
                .filteredOn(r -> r.to().tag().isPresent())
                .allMatch(r -> r.header("Expires").orElse("").equals("600"));
    }

    @Test
    @DisplayName("U4 on_error_retry_time: what waits is armed anew, what lives is not")
    void onErrorRetryTime() {
        for (int i = 0; i < 100; i++) {
            notifier.subscribe(FakeSubscription.presence("w" + i));
            endpoint.next().answer(403);
        }
        change("on_error_retry_time", 5);

        assertThat(endpoint.isQuiet()).isTrue();
        assertThat(sentWithin(Duration.ofSeconds(7))).hasSize(100);
    }

    @Test
    @DisplayName("U4 S11 presence_route and presence_outbound_proxy: new dialogs, and no live one")
    void routes() {
        change("presence_route", "<sip:10.0.0.1;lr>");
        change("presence_outbound_proxy", "sip:10.0.0.2");
        SipRequest another = another();

        assertThat(another.headers("Route")).containsExactly("<sip:10.0.0.1;lr>");
        assertThat(another.nextHop()).isPresent();
        assertThat(sentWithin(Duration.ofSeconds(3599)))
                .filteredOn(r -> r.to().tag().isPresent())
                .hasSize(DIALOGS)
                .allMatch(r -> r.headers("Route").isEmpty() && r.nextHop().isEmpty());
    }

    @Test
    @DisplayName("U4 S18 additional_presence_headers: every next SUBSCRIBE, the refreshes too")
    void additionalHeaders() {
        change("additional_presence_headers", "P-X: y");

        assertThat(another().header("P-X")).contains("y");
        assertThat(sentWithin(Duration.ofSeconds(3599)))
                .hasSizeGreaterThanOrEqualTo(DIALOGS)
                .allMatch(r -> r.header("P-X").isPresent());
    }

    @Test
    @DisplayName("U4 resubscribe_delta and min_resubscribe_time: the refreshes move")
    void refreshTimes() {
        change("resubscribe_delta", 3000);
        assertThat(sentWithin(Duration.ofSeconds(599))).isEmpty();
        change("min_resubscribe_time", 1000);
        assertThat(sentWithin(Duration.ofSeconds(401))).isEmpty();
        change("min_resubscribe_time", 30);
        assertThat(sentWithin(Duration.ofSeconds(3600))).hasSizeGreaterThanOrEqualTo(DIALOGS);
    }

    @Test
    @DisplayName("U4 S93 wait_for_term_notify: the next unsubscribe")
    void waitForTermNotify() {
        notifier.unsubscribe(subscriptions.get(0));
        change("wait_for_term_notify", 5);
        notifier.unsubscribe(subscriptions.get(1));
        timers.advance(Duration.ofSeconds(5));
        assertThat(notifier.statistics()).containsEntry("subscriptions_leaving", 1L);
        timers.advance(Duration.ofSeconds(25));
        assertThat(notifier.statistics()).containsEntry("subscriptions_leaving", 0L);
    }

    @Test
    @DisplayName("U4 max_subscribe_delay: the next start; failover_timeout: the next attempt")
    void startTimes() {
        change("max_subscribe_delay", 3000);
        notifier.subscribe(FakeSubscription.presence("late"));
        assertThat(endpoint.isQuiet()).isTrue();
        change("max_subscribe_delay", 0);
        change("failover_timeout", 5);
        FakeSubscription hasty = FakeSubscription.presence("hasty");
        notifier.subscribe(hasty);
        timers.advance(Duration.ofSeconds(5));

        assertThat(hasty.told()).containsExactly("PENDING retrying");
    }

    @Test
    @DisplayName("U4 max_subscriptions and max_in_flight: what comes waits, what is there stays")
    void limits() {
        change("max_subscriptions", 10);
        FakeSubscription tooMany = FakeSubscription.presence("too many");
        notifier.subscribe(tooMany);
        assertThat(tooMany.told()).containsExactly("PENDING limit");
        change("max_subscriptions", 5000);
        endpoint.next().answer(404);
        change("max_in_flight", 1);
        notifier.subscribe(FakeSubscription.presence("first"));
        notifier.subscribe(FakeSubscription.presence("second"));

        assertThat(endpoint.all()).hasSize(1);
        assertThat(notifier.statistics()).containsEntry("subscribes_waiting", 1L);
    }

    @Test
    @DisplayName("U4 max_body_size and check_notify_source: the next NOTIFY")
    void notifyRules() {
        change("max_body_size", 10);
        assertThat(notify(peers.get(0))).isEqualTo(413);
        change("max_body_size", 10_000);
        change("check_notify_source", true);
        FakeRequest forged = new FakeRequest(peers.get(1).notify("active"), "203.0.113.1");
        notifier.legs().notifyHandler().handle(forged);
        assertThat(forged.answer().code()).isEqualTo(403);
        assertThat(notify(peers.get(2))).isEqualTo(200);
    }

    @Test
    @DisplayName("U4 U9 share_subscriptions and share_linger: new subscriptions")
    void sharing() {
        change("share_subscriptions", true);
        another();
        notifier.subscribe(FakeSubscription.presence("equal"));

        assertThat(endpoint.isQuiet()).isTrue();
        assertThat(notifier.statistics()).containsEntry("dialogs_saved", 1L);
    }
}
