package io.qsa.presence.b2b.internal.sip;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** A proxy that is in the Record-Route of the 2xx and not in that of the NOTIFY. */
class OtherRouteTest {
    private static final String PROXY = "<sip:proxy.example.com;lr>";

    private final Rig rig = new Rig();
    private Peer peer;

    /** Goes live with a 2xx through the proxy, before or after the NOTIFY; returns the refresh, 30 s before the end. */
    private Sent refresh(boolean notifyFirst, String routeOfNotify) {
        Sent sent = rig.subscribe();
        peer = new Peer(sent.request());
        SipRequest notify = peer.notify("active", Peer.pidf("open"));
        notify = routeOfNotify.isEmpty() ? notify : notify.with("Record-Route", routeOfNotify);
        SipResponse accepted = peer.accept(sent.request(), 3600).with("Record-Route", PROXY);
        if (notifyFirst) {
            rig.deliver(notify);
            sent.answer(accepted);
        } else {
            sent.answer(accepted);
            rig.deliver(notify);
        }
        rig.subscription.told();
        rig.advance(3570);
        return rig.endpoint.next();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "F07 S42 S131 a refresh that cannot be delivered goes by the route of the 2xx, and so do those after it")
    void goesByTheRouteOfTheResponse(boolean notifyFirst) {
        Sent direct = refresh(notifyFirst, "");
        direct.answer(SipResponse.local(direct.request(), 503, "refused"));
        Sent routed = rig.endpoint.next();
        routed.answer(peer.accept(routed.request(), 3600).with("Record-Route", PROXY));
        rig.deliver(peer.notify("active", Peer.pidf("closed")));
        rig.advance(3570);
        Sent next = rig.endpoint.next();

        assertThat(direct.request().header("Route")).isEmpty();
        assertThat(routed.request().headers("Route")).containsExactly(PROXY);
        assertThat(routed.request().requestUri()).isEqualTo("sip:pa@192.0.2.7:5070");
        assertThat(routed.request().cseq()).isEqualTo(direct.request().cseq() + 1);
        assertThat(next.request().headers("Route")).containsExactly(PROXY);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE");
        assertThat(rig.counted(B2bCounter.OTHER_ROUTES_TRIED)).isEqualTo(1);
    }

    @Test
    @DisplayName("F07 S131 silence is given up at half of the time that is left, so that the dialog does not run out")
    void silenceDoesNotLastTooLong() {
        Sent direct = refresh(false, "");
        rig.advance(14);
        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.advance(1);
        Sent routed = rig.endpoint.next();
        direct.answer(SipResponse.local(direct.request(), 408, "too late"));
        routed.answer(peer.accept(routed.request(), 3600));
        rig.deliver(peer.notify("active", Peer.pidf("closed")));

        assertThat(routed.request().headers("Route")).containsExactly(PROXY);
        assertThat(rig.state()).isEqualTo(State.CONFIRMED);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE");
    }

    @Test
    @DisplayName("F07 S131 S105 when that way is dead too, the dialog goes on as before: tried again, and then over")
    void bothWaysDead() {
        Sent direct = refresh(false, "");
        direct.answer(SipResponse.local(direct.request(), 503, "refused"));
        Sent routed = rig.endpoint.next();
        routed.answer(SipResponse.local(routed.request(), 503, "refused"));
        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.advance(30);

        assertThat(rig.subscription.told()).containsExactly("PENDING expired");
    }

    @Test
    @DisplayName("F07 S42 an answer of the peer, whatever it is, shows that the way is right")
    void anAnswerIsNoReason() {
        Sent direct = refresh(false, "");
        direct.answer(500);

        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(rig.counted(B2bCounter.OTHER_ROUTES_TRIED)).isZero();
    }

    @Test
    @DisplayName("F07 S42 where NOTIFY and 2xx name one route there is no other")
    void oneRouteIsNoOther() {
        Sent refresh = refresh(true, PROXY);
        refresh.answer(SipResponse.local(refresh.request(), 503, "refused"));

        assertThat(refresh.request().headers("Route")).containsExactly(PROXY);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }
}
