package io.qsa.presence.b2b;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.SubscriptionRequest;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.presence.b2b.fake.FakeEndpoint;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;

import static org.assertj.core.api.Assertions.assertThat;

/** U9: one dialog for equal subscriptions. */
class SharingTest {
    private static final Map<String, String> SHARING = Map.of("share_subscriptions", "true");

    private final VirtualTimers timers = new VirtualTimers();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final B2bNotifier notifier = new B2bNotifier(SHARING, timers);
    private final FakeSubscription first = FakeSubscription.presence("s1");
    private final FakeSubscription second = FakeSubscription.presence("s2");
    private Peer peer;

    @BeforeEach
    void goLive() {
        notifier.connect(endpoint);
        timers.settle();
        notifier.subscribe(first);
        Sent sent = endpoint.next();
        peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 3600));
        deliver("active", "open");
        first.told();
    }

    private void deliver(String state, String basic) {
        notifier.legs().notifyHandler().handle(new FakeRequest(peer.notify(state, Peer.pidf(basic))));
    }

    @Test
    @DisplayName("U9 B30 who comes later is told at once what is known, and hears what comes")
    void aLaterOneIsToldWhatIsKnown() {
        notifier.subscribe(second);

        assertThat(endpoint.isQuiet()).isTrue();
        assertThat(second.told()).containsExactly("ACTIVE");
        assertThat(second.document()).isEqualTo(first.document());
        deliver("pending", "closed");
        assertThat(first.told()).containsExactly("PENDING pending");
        assertThat(second.told()).containsExactly("PENDING pending");
        assertThat(notifier.statistics()).containsEntry("dialogs_saved", 1L).containsEntry("dialogs", 1L);
    }

    @Test
    @DisplayName("F60 X47 U9 another spelling of a URI is no other dialog, another scheme or parameter is one")
    void spellingsAreShared() {
        notifier.subscribe(new FakeSubscription(
                "a", SubscriptionRequest.presence("sip:%61lice@EXAMPLE.com.", "SIP:b%6fb@example.com")));
        assertThat(endpoint.isQuiet()).isTrue();

        String subscriber = first.request().subscriber();
        notifier.subscribe(
                new FakeSubscription("b", SubscriptionRequest.presence("sips:alice@example.com", subscriber)));
        notifier.subscribe(
                new FakeSubscription("c", SubscriptionRequest.presence("sip:alice@example.com;x=1", subscriber)));
        assertThat(endpoint.waiting()).isEqualTo(2);
    }

    @Test
    @DisplayName("U9 another subscriber, record, type or parameter is another dialog")
    void differencesAreNotShared() {
        SubscriptionRequest request = first.request();
        notifier.subscribe(new FakeSubscription("a", request.withAccept("application/pidf+xml")));
        notifier.subscribe(new FakeSubscription("b", request.withParameter("x", "y")));
        notifier.subscribe(
                new FakeSubscription("c", SubscriptionRequest.presence(request.record(), "sip:carol@example.com")));

        assertThat(endpoint.waiting()).isEqualTo(3);
    }

    @Test
    @DisplayName("U9 the dialog ends when the last one has gone, after a while")
    void theLastOneEndsTheDialog() {
        notifier.subscribe(second);
        notifier.unsubscribe(first);
        timers.advance(Duration.ofSeconds(60));
        assertThat(endpoint.isQuiet()).isTrue();
        deliver("active", "closed");
        assertThat(first.told()).isEmpty();

        notifier.unsubscribe(second);
        timers.advance(Duration.ofMillis(4999));
        assertThat(endpoint.isQuiet()).isTrue();
        timers.advance(Duration.ofMillis(1));
        assertThat(endpoint.next().expires()).isEqualTo("0");
    }

    @Test
    @DisplayName("F82 U9 S134 each time in which nobody shares the dialog has its own share_linger")
    void aSecondVacancyLastsAsLongAsTheFirst() {
        notifier.unsubscribe(first);
        timers.advance(Duration.ofSeconds(1));
        notifier.subscribe(second);
        timers.advance(Duration.ofMillis(3900));
        notifier.unsubscribe(second);
        timers.advance(Duration.ofMillis(4999));
        assertThat(endpoint.isQuiet()).isTrue();
        timers.advance(Duration.ofMillis(1));

        assertThat(endpoint.next().expires()).isEqualTo("0");
    }

    @Test
    @DisplayName("U9 who comes back while the dialog lingers keeps it")
    void comingBackKeepsTheDialog() {
        notifier.unsubscribe(first);
        timers.advance(Duration.ofSeconds(3));
        notifier.subscribe(second);
        timers.advance(Duration.ofSeconds(60));

        assertThat(endpoint.isQuiet()).isTrue();
        assertThat(second.told()).containsExactly("ACTIVE");
    }

    @Test
    @DisplayName("U9 in a drain nothing lingers, and what lingers ends")
    void nothingLingersInADrain() {
        FakeSubscription other =
                new FakeSubscription("o", SubscriptionRequest.presence("sip:other@example.com", "sip:bob@example.com"));
        notifier.subscribe(other);
        endpoint.next().answer(404);
        notifier.unsubscribe(other);
        notifier.change(Map.of("share_subscriptions", "true", "handle_presence_subscriptions", "false"));
        assertThat(notifier.legs().size()).isEqualTo(1);
        notifier.unsubscribe(first);

        assertThat(endpoint.next().expires()).isEqualTo("0");
    }

    @Test
    @DisplayName("U9 after the end of a shared dialog a new one is made")
    void afterTheEndANewOneIsMade() {
        notifier.change(Map.of("share_subscriptions", "true", "share_linger", "0"));
        notifier.unsubscribe(first);
        endpoint.next();
        notifier.subscribe(second);

        assertThat(endpoint.next().expires()).isEqualTo("3600");
        assertThat(second.told()).isEmpty();
    }

    @Test
    @DisplayName("U9 a refresh of one is a refresh of all; switching it off is for new subscriptions")
    void aRefreshOfOneIsARefreshOfAll() {
        notifier.subscribe(second);
        assertThat(notifier.refresh("s2").map(info -> info.id())).contains("s1");
        assertThat(endpoint.next().request().cseq()).isEqualTo(2);

        notifier.change(Map.of());
        notifier.subscribe(FakeSubscription.presence("s3"));
        assertThat(endpoint.next().request().cseq()).isEqualTo(1);
    }
}
