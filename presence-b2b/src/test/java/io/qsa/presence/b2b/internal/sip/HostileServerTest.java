package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.util.Collections;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** A hostile presence server, or an attacker who poses as one. */
class HostileServerTest {
    private static final String LONG = "x".repeat(64 * 1024);
    private static final String CONTACT = "<sip:pa@192.0.2.7:5070>";

    private static SipRequest replaced(SipRequest request, String name, String value) {
        return request.without(name).with(name, value);
    }

    private static Rig with(PeerRules rules) {
        return new Rig(DialogSettings.with(rules));
    }

    @Test
    @DisplayName("X4 I15 what is retransmitted after the end finds nothing, and nothing is sent")
    void whatComesAfterTheEndFindsNothing() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));
        SipRequest notify = peer.notify("active", Peer.pidf("open"));
        rig.deliver(notify);
        rig.legs.unsubscribe(rig.subscription);
        Sent end = rig.endpoint.next();
        rig.subscription.told();
        SipRequest last = peer.notify("terminated;reason=timeout");
        rig.deliver(last);
        end.answer(peer.accept(end.request(), 0));
        end.answer(481);
        first.answer(503);

        assertThat(rig.deliveredCode(last)).isEqualTo(481);
        assertThat(rig.deliveredCode(notify)).isEqualTo(481);
        assertThat(rig.subscription.told()).isEmpty();
        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(rig.legs.size()).isZero();
        assertThat(rig.legs.gauges().values()).containsOnly(0L);
        assertThat(rig.timers.size()).isZero();
    }

    @Test
    @DisplayName("X7 overlong names and addresses of a 2xx are not kept; Timer N heals")
    void overlongAnswersAreNotKept() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 200)
                .withToTag(LONG)
                .with("Expires", "3600")
                .with("Contact", "<sip:" + LONG + "@192.0.2.7>")
                .with("Record-Route", "<sip:" + LONG + ";lr>"));
        SipRequest established = rig.info().dialog().orElseThrow().request("SUBSCRIBE");
        rig.advance(32);

        assertThat(established.toBytes()).hasSizeLessThan(1000);
        assertThat(rig.counted(B2bCounter.TIMER_N_FIRED)).isEqualTo(1);
        assertThat(rig.state()).isEqualTo(State.WAITING);
    }

    @Test
    @DisplayName("X7 X1 a NOTIFY with overlong names, addresses or routes is 400 and leaves no trace")
    void overlongNotifiesAreRefused() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        Peer peer = new Peer(sent.request());
        SipRequest notify = peer.notify("active");
        String manyRoutes = String.join(", ", Collections.nCopies(4000, "<sip:proxy.example.com;lr>"));

        assertThat(rig.deliveredCode(replaced(notify, "From", "<sip:a@b>;tag=" + LONG)))
                .isEqualTo(400);
        assertThat(rig.deliveredCode(replaced(notify, "Contact", "<sip:" + LONG + "@h>")))
                .isEqualTo(400);
        assertThat(rig.deliveredCode(notify.with("Record-Route", "<sip:" + LONG + ";lr>")))
                .isEqualTo(400);
        assertThat(rig.deliveredCode(notify.with("Record-Route", manyRoutes))).isEqualTo(400);
        assertThat(rig.subscription.told()).containsExactly("PENDING unreadable");
        assertThat(rig.deliveredCode(notify)).isEqualTo(200);
    }

    @Test
    @DisplayName("X7 X30 an overlong reason is cut and holds no control characters")
    void overlongReasonsAreCut() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        rig.deliver(peer.notify("terminated;reason=" + LONG));

        assertThat(rig.subscription.reason().token()).hasSize(100);
        assertThat(rig.state()).isEqualTo(State.WAITING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64", "99999999999999999999", "-1", "1e9", " "})
    @DisplayName("X6 X7 no Retry-After puts a subscription to sleep for more than a day and a quarter")
    void noRetryAfterIsForEver(String seconds) {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 503).with("Retry-After", seconds + LONG.replace('x', ' ')));
        rig.advance(108_000);

        assertThat(rig.endpoint.isQuiet()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deactivated", "timeout", "probation", "giveup", "made-up", "probation;retry-after=5"})
    @DisplayName("X22 a forged end heals: the subscription is back within on_error_retry_time")
    void aForgedEndHeals(String reason) {
        Rig rig = new Rig(
                DialogSettings.with(PeerRules.of(1000)), new Timing.Builder().errorRetry(Duration.ofSeconds(20)));
        Peer peer = rig.live();
        rig.deliver(peer.notify("terminated;reason=" + reason));
        rig.advance(20);
        Sent again = rig.endpoint.next();
        Peer server = new Peer(again.request());
        again.answer(server.accept(again.request(), 3600));
        rig.deliver(server.notify("active", Peer.pidf("open")));

        assertThat(rig.subscription.told()).endsWith("ACTIVE").doesNotContain("TERMINATED");
        assertThat(rig.state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    @DisplayName(
            "X21 with check_notify_source, a NOTIFY from elsewhere is 403 and leaves no trace; without, it is taken")
    void notifiesFromElsewhere() {
        Rig rig = with(PeerRules.of(1000).withSourceCheck(true));
        Peer peer = rig.live();
        SipRequest forged = peer.notify("terminated;reason=rejected");

        assertThat(rig.deliver(forged, "203.0.113.9").code()).isEqualTo(403);
        assertThat(rig.deliver(forged, "2001:db8::1").code()).isEqualTo(403);
        assertThat(rig.counted(B2bCounter.NOTIFIES_FROM_ELSEWHERE)).isEqualTo(2);
        assertThat(rig.state()).isEqualTo(State.CONFIRMED);
        assertThat(rig.deliveredCode(peer.notify("active"))).isEqualTo(200);
        rig.legs.change(DialogSettings.with(PeerRules.of(1000)));
        assertThat(rig.deliver(peer.notify("active"), "203.0.113.9").code()).isEqualTo(200);
    }

    @Test
    @DisplayName("X28 a redirection to a host that the settings do not allow is passed over")
    void redirectionsStayWithinTheirDomains() {
        Rig rig = with(PeerRules.of(1000).withRedirectDomains(HostPatterns.parse("*.example.com")));
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 302)
                .with(
                        "Contact",
                        "<sip:admin@10.0.0.1>, <sip:a@b.example.com;maddr=10.0.0.1>, <sip:a@c.example.com>;q=0.1"));
        Sent second = rig.endpoint.next();
        second.answer(404);

        assertThat(second.request().requestUri()).isEqualTo("sip:a@c.example.com");
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("X28 X29 a redirection in a circle is followed five times at most, and then waits")
    void redirectionsInACircleEnd() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        int followed = 0;
        while (true) {
            sent.answer(SipResponse.to(sent.request(), 302).with("Contact", "<sip:next" + followed + "@evil>"));
            if (rig.endpoint.isQuiet()) {
                break;
            }
            sent = rig.endpoint.next();
            followed++;
        }

        assertThat(followed).isEqualTo(5);
        assertThat(rig.state()).isEqualTo(State.WAITING);
    }

    @Test
    @DisplayName("X12 a 2xx whose Contact cannot be used makes no dialog")
    void unusableContactsMakeNoDialog() {
        for (String contact :
                new String[] {"*", "", "tel:+1", "<sip:>", CONTACT + ", " + CONTACT, "<sip:[::1>", "\u0001"}) {
            Rig rig = new Rig();
            Sent sent = rig.subscribe();
            Peer peer = new Peer(sent.request());
            sent.answer(SipResponse.to(sent.request(), 200)
                    .withToTag(peer.dialog().localTag())
                    .with("Contact", contact));

            assertThat(rig.info().dialog().orElseThrow().isEstablished())
                    .as(contact)
                    .isFalse();
        }
    }

    @Test
    @DisplayName("X12 a route with parameters in its user is a route, and the subscription lives on")
    void parametersInTheUserOfARouteAreNone() {
        String route = "<sip:u;x=1;x=2@127.0.0.1;lr>";
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        Peer peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 60).with("Record-Route", route));
        rig.deliver(peer.notify("active;expires=60", Peer.pidf("open")).with("Record-Route", route));

        rig.advance(55);
        Sent refresh = rig.endpoint.next();
        refresh.answer(peer.accept(refresh.request(), 60));

        assertThat(refresh.request().headers("Route")).containsExactly(route);
        assertThat(rig.state()).isEqualTo(State.REACCEPTED);
    }

    @Test
    @DisplayName("X23 X29 a flood of NOTIFYs is answered one by one, and sends nothing")
    void aFloodOfNotifiesSendsNothing() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        for (int i = 0; i < 20_000; i++) {
            assertThat(rig.deliveredCode(peer.notify("active;expires=" + (i % 2 == 0 ? 3600 : 60))))
                    .isEqualTo(200);
        }

        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(rig.timers.size()).isEqualTo(1);
    }
}
