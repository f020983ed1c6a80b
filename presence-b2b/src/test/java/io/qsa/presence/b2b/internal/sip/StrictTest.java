package io.qsa.presence.b2b.internal.sip;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What is accepted although it breaks a rule is refused with {@code strict}. */
class StrictTest {
    private static final String TWICE = "<sip:192.0.2.7;transport=tcp;transport=tcp>";
    private static final String HALF_READABLE = Peer.pidf("open").replace("</presence>", "<tuple id='t2'/></presence>");

    private final Rig rig = new Rig();

    @BeforeEach
    void beStrict() {
        set(true);
    }

    private void set(boolean strict) {
        rig.legs.change(DialogSettings.with(PeerRules.of(65536).withStrictness(strict)));
        rig.timers.settle();
    }

    private static SipRequest notify(Peer peer, String header, String value) {
        return peer.notify("active", Peer.pidf("open")).without(header).with(header, value);
    }

    private long refused() {
        return rig.legs.tolerated().get("refused_by_strict");
    }

    @Test
    @DisplayName("F05 S130 strict: a Contact with a repeated parameter makes no dialog")
    void noRepeatedParameter() {
        Peer peer = new Peer(rig.subscribe().request());

        assertThat(rig.deliveredCode(notify(peer, "Contact", TWICE))).isEqualTo(400);
        assertThat(refused()).isEqualTo(1);
    }

    @Test
    @DisplayName("F06 S130 strict: a Record-Route without brackets makes no dialog")
    void noBareRoute() {
        Peer peer = new Peer(rig.subscribe().request());

        assertThat(rig.deliveredCode(notify(peer, "Record-Route", "sip:p.example.com;lr")))
                .isEqualTo(400);
        assertThat(rig.tolerated("bare_routes")).isZero();
    }

    @Test
    @DisplayName("F09 S26 strict: a redirection to a URI with header fields is not followed, one without is")
    void noRedirectionWithHeaders() {
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 302).with("Contact", "<sip:a@b?x=1>, <sip:c@d>"));

        assertThat(rig.endpoint.next().request().requestUri()).isEqualTo("sip:c@d");
        assertThat(refused()).isEqualTo(1);
    }

    @Test
    @DisplayName("F26 F27 S127 strict: an odd document is refused, and what is known is stale until a good one comes")
    void noOddDocument() {
        Peer peer = rig.live();

        assertThat(rig.deliveredCode(peer.notify("active", HALF_READABLE))).isEqualTo(400);
        assertThat(rig.subscription.told()).last().asString().startsWith("ACTIVE stale");
        assertThat(rig.deliveredCode(peer.notify("active", "\r\n" + Peer.pidf("open"))))
                .isEqualTo(400);
        assertThat(rig.deliveredCode(peer.notify("active", Peer.pidf("open")))).isEqualTo(200);
        assertThat(rig.subscription.told()).last().isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("F26 F27 without strict odd documents are accepted and counted")
    void countedOtherwise() {
        set(false);
        Peer peer = rig.live();
        rig.deliver(peer.notify("active", HALF_READABLE));
        rig.deliver(peer.notify("active", "\r\n" + Peer.pidf("open")));
        rig.deliver(peer.notify("active", Peer.pidf("open")));

        assertThat(rig.tolerated("odd_documents")).isEqualTo(2);
        assertThat(refused()).isZero();
    }

    @Test
    @DisplayName("strict that is set later ends no live dialog")
    void noLiveDialogEnds() {
        set(false);
        Sent sent = rig.subscribe();
        Peer peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 3600));
        rig.deliver(notify(peer, "Contact", TWICE));
        set(true);

        assertThat(rig.deliveredCode(notify(peer, "Contact", TWICE))).isEqualTo(200);
    }
}
