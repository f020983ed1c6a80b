package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.SubscriptionRequest;
import io.qsa.presence.b2b.fake.FakeEndpoint;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;

import static org.assertj.core.api.Assertions.assertThat;

/** Endpoints that are registered and unregistered, limits, redirections, records of other schemes. */
class EndpointTest {
    @Test
    @DisplayName("I18 without an endpoint a subscription waits and says why; with it, it goes on")
    void waitsForTheEndpoint() {
        Rig rig = new Rig();
        rig.legs.disconnect(rig.endpoint);
        rig.timers.settle();
        rig.legs.subscribe(rig.subscription);

        assertThat(rig.subscription.told()).containsExactly("PENDING retrying");
        assertThat(rig.subscription.reason().text()).isEqualTo("waits for the SIP endpoint");
        rig.legs.connect(rig.endpoint);
        rig.timers.settle();
        assertThat(rig.endpoint.waiting()).isEqualTo(1);
    }

    @Test
    @DisplayName("S80 S101 I18 an endpoint that comes back gets new dialogs, spread over max_subscribe_delay")
    void startsAnewWhenTheEndpointIsBack() {
        Rig rig = new Rig(
                DialogSettings.with(PeerRules.of(1000)),
                new Timing.Builder().maxSubscribeDelay(Duration.ofSeconds(10)));
        Peer peer = rig.live();
        String callId = peer.dialog().callId();
        rig.legs.disconnect(rig.endpoint);
        rig.timers.settle();
        assertThat(rig.deliveredCode(peer.notify("active"))).isEqualTo(481);
        assertThat(rig.subscription.told()).containsExactly("PENDING retrying");

        FakeEndpoint other = new FakeEndpoint();
        rig.legs.connect(other);
        rig.timers.settle();
        assertThat(other.next().request().callId()).isNotEqualTo(callId);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("Q12 a new endpoint before the old one goes: its dialogs are made anew, the late goodbye does no harm")
    void anEndpointIsReplaced() {
        Rig rig = new Rig();
        rig.live();
        FakeEndpoint other = new FakeEndpoint();
        rig.legs.connect(other);
        rig.legs.disconnect(rig.endpoint);
        rig.timers.settle();

        assertThat(other.waiting()).isEqualTo(1);
        assertThat(rig.state()).isEqualTo(State.UNCONFIRMED);
    }

    @Test
    @DisplayName("S101 what fails because its endpoint goes away does not wait for on_error_retry_time")
    void whatFailsWithItsEndpointDoesNotWait() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        rig.legs.disconnect(rig.endpoint);
        sent.answer(SipResponse.local(sent.request(), 503, "closed"));
        rig.timers.settle();
        assertThat(rig.state()).isEqualTo(State.OFFLINE);
        assertThat(rig.legs.gauges()).containsEntry("subscribes_in_flight", 0L);

        rig.legs.connect(rig.endpoint);
        rig.timers.settle();
        Sent second = rig.endpoint.next();
        FakeEndpoint other = new FakeEndpoint();
        rig.legs.disconnect(rig.endpoint);
        rig.legs.connect(other);
        second.answer(SipResponse.local(second.request(), 503, "closed"));
        assertThat(other.waiting()).isEqualTo(1);
    }

    @Test
    @DisplayName("I39 what cannot be sent is an answer like others, and leaves nothing behind")
    void whatCannotBeSentIsAnAnswer() {
        Rig rig = new Rig();
        rig.endpoint.refuse();
        rig.legs.subscribe(rig.subscription);
        rig.timers.settle();

        assertThat(rig.subscription.told()).containsExactly("PENDING retrying");
        assertThat(rig.subscription.reason().code()).hasValue(503);
        assertThat(rig.legs.gauges()).containsEntry("dialogs", 0L).containsEntry("subscribes_in_flight", 0L);
    }

    @Test
    @DisplayName("U14 max_in_flight lets as many first SUBSCRIBEs out as it says; the others take their turn")
    void firstSubscribesArePaced() {
        Rig rig = new Rig();
        rig.legs.limit(1000, 2);
        List<FakeSubscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            subscriptions.add(FakeSubscription.presence("n" + i));
        }
        subscriptions.forEach(rig.legs::subscribe);
        assertThat(rig.endpoint.waiting()).isEqualTo(2);
        assertThat(rig.legs.gauges()).containsEntry("subscribes_waiting", 3L);

        Sent first = rig.endpoint.next();
        first.answer(new Peer(first.request()).accept(first.request(), 3600));
        assertThat(rig.endpoint.waiting()).isEqualTo(2);
        rig.legs.unsubscribe(subscriptions.get(3));
        rig.endpoint.all().forEach(sent -> sent.answer(500));
        assertThat(rig.endpoint.waiting()).isEqualTo(1);
        rig.legs.limit(1000, 1);
        rig.endpoint.next().answer(403);
        assertThat(rig.legs.gauges()).containsEntry("subscribes_waiting", 0L).containsEntry("subscribes_in_flight", 0L);
    }

    @Test
    @DisplayName("S101 U14 what must ask anew while all turns are taken waits for its own, and gets it")
    void askingAnewWaitsForItsTurn() {
        Rig rig = new Rig();
        rig.live();
        rig.advance(3570);
        Sent refresh = rig.endpoint.next();
        rig.legs.limit(1000, 1);
        rig.legs.subscribe(FakeSubscription.presence("busy"));
        Sent busy = rig.endpoint.next();

        refresh.answer(481);
        assertThat(rig.legs.gauges()).containsEntry("subscribes_waiting", 1L);
        busy.answer(404);
        assertThat(rig.endpoint.waiting()).isEqualTo(1);
        assertThat(rig.endpoint.next().request().callId())
                .isNotEqualTo(refresh.request().callId());
    }

    @Test
    @DisplayName("U14 over max_subscriptions nothing is lost: it waits, and is served when there is room")
    void overTheLimitNothingIsLost() {
        Rig rig = new Rig();
        rig.legs.limit(1, 10);
        rig.live();
        FakeSubscription second = FakeSubscription.presence("second");
        rig.legs.subscribe(second);

        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(second.told()).containsExactly("PENDING limit");
        rig.legs.unsubscribe(rig.subscription);
        rig.endpoint.next().answer(481);
        assertThat(rig.endpoint.waiting()).isEqualTo(1);
    }

    @Test
    @DisplayName("U4 a limit that is raised is used at once")
    void aRaisedLimitIsUsedAtOnce() {
        Rig rig = new Rig();
        rig.legs.limit(1, 10);
        rig.live();
        rig.legs.subscribe(FakeSubscription.presence("second"));
        rig.legs.limit(2, 10);
        rig.timers.settle();

        assertThat(rig.endpoint.waiting()).isEqualTo(1);
    }

    @Test
    @DisplayName("S26 B10 X28 redirections: the best target first, none twice, every one once")
    void redirectionsAreFollowedByQuality() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        String callId = sent.request().callId();
        sent.answer(SipResponse.to(sent.request(), 302)
                .with("Contact", "<sip:low@c>;q=0.2, <sip:high@c>;q=0.9, <mailto:x@y>, nonsense")
                .with("Contact", "<sip:alice@example.com>"));
        List<String> asked = new ArrayList<>();
        Sent second = rig.endpoint.next();
        asked.add(second.request().requestUri());
        second.answer(SipResponse.to(second.request(), 301).with("Contact", "<sip:far@d>, <sip:low@c>"));
        Sent third = rig.endpoint.next();
        asked.add(third.request().requestUri());
        third.answer(404);
        Sent fourth = rig.endpoint.next();
        asked.add(fourth.request().requestUri());
        fourth.answer(404);

        assertThat(asked).containsExactly("sip:high@c", "sip:far@d", "sip:low@c");
        assertThat(fourth.request().callId()).isEqualTo(callId);
        assertThat(fourth.request().cseq()).isEqualTo(4);
        assertThat(fourth.request().header("To")).contains("<sip:alice@example.com>");
        assertThat(rig.state()).isEqualTo(State.WAITING);
        assertThat(rig.counted(B2bCounter.REDIRECTS_FOLLOWED)).isEqualTo(3);
    }

    @Test
    @DisplayName("S26 a 6xx ends the search, and sips is never left for sip")
    void redirectionsHaveLimits() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 302).with("Contact", "<sip:a@c>, <sip:b@c>"));
        rig.endpoint.next().answer(603);
        assertThat(rig.state()).isEqualTo(State.WAITING);

        Rig secure = new Rig();
        secure.legs.subscribe(new FakeSubscription(
                "s", SubscriptionRequest.presence("sips:alice@example.com", "sips:bob@example.com")));
        Sent asked = secure.endpoint.next();
        asked.answer(SipResponse.to(asked.request(), 302).with("Contact", "<sip:a@c>, <sips:b@c>"));
        assertThat(secure.endpoint.next().request().requestUri()).isEqualTo("sips:b@c");
    }

    @Test
    @DisplayName("S30 S25 seconds of answers are read from the header that matters, once")
    void secondsOfAnswersAreRead() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 423).with("Min-Expires", "7200"));
        Sent again = rig.endpoint.next();
        assertThat(again.expires()).isEqualTo("7200");
        assertThat(again.request().cseq()).isEqualTo(2);
        again.answer(SipResponse.to(again.request(), 503).with("Retry-After", "600 (full);duration=5"));

        assertThat(rig.subscription.reason().retryAt()).isPresent();
        assertThat(rig.info().dueAt().orElseThrow())
                .isBetween(
                        rig.timers.instantAt(rig.timers.now() + 599_000),
                        rig.timers.instantAt(rig.timers.now() + 601_000));
    }

    @Test
    @DisplayName("C16 pres: is asked for as sip:, tel: at the next hop, or refused with a reason")
    void otherSchemesAreMappedOrRefused() {
        Rig rig = new Rig();
        rig.legs.subscribe(new FakeSubscription(
                "p", SubscriptionRequest.presence("pres:alice@example.com", "pres:bob@example.com")));
        Sent sent = rig.endpoint.next();
        assertThat(sent.request().requestUri()).isEqualTo("sip:alice@example.com");
        assertThat(sent.request().from().uri()).isEqualTo("sip:bob@example.com");

        FakeSubscription tel =
                new FakeSubscription("t", SubscriptionRequest.presence("tel:+1-201-555-0123", "sip:bob@example.com"));
        rig.legs.subscribe(tel);
        assertThat(tel.told()).containsExactly("TERMINATED error");
        rig.legs.change(
                DialogSettings.with(PeerRules.of(1000)).withOutboundProxy(SipUri.parse("sip:gw.example.com:5080;lr")));
        rig.timers.settle();
        assertThat(rig.endpoint.next().request().requestUri()).isEqualTo("sip:+12015550123@gw.example.com;user=phone");
    }

    @Test
    @DisplayName("C16 a record that is no SIP address is refused, never an exception")
    void brokenRecordsAreRefused() {
        Rig rig = new Rig();
        FakeSubscription broken =
                new FakeSubscription("b", SubscriptionRequest.presence("sip:a@b@c:x", "sip:bob@example.com"));
        rig.legs.subscribe(broken);

        assertThat(broken.told()).containsExactly("TERMINATED error");
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("X7 I52 hostile answers are cut to size")
    void hostileAnswersAreCutToSize() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.local(sent.request(), 503, "x\u0007".repeat(40_000)));

        assertThat(rig.subscription.reason().text()).hasSizeLessThan(110).doesNotContain("\u0007");
    }
}
