package io.qsa.presence.b2b.internal.sip;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Refreshes that do not bring a known state again (RFC 5839). */
class ConditionalRefreshTest {
    private static final String SUPPRESS = "Suppress-If-Match";

    private static Rig rig(boolean conditional) {
        return new Rig(DialogSettings.with(PeerRules.of(1000).withConditionalRefresh(conditional)));
    }

    private static Sent refresh(Rig rig) {
        rig.advance(3570);
        return rig.endpoint.next();
    }

    @Test
    @DisplayName("S121 S91 a refresh names the state that is known; 204 keeps it, without a NOTIFY and without Timer N")
    void aRefreshNamesTheKnownState() {
        Rig rig = rig(true);
        Peer peer = rig.live();
        rig.deliver(peer.notify("active;expires=3600", Peer.pidf("open")).with("SIP-ETag", "ab1"));
        Sent refresh = refresh(rig);
        refresh.answer(SipResponse.to(refresh.request(), 204).with("Expires", "3600"));
        rig.subscription.told();
        rig.advance(3000);

        assertThat(refresh.request().header(SUPPRESS)).contains("ab1");
        assertThat(rig.state()).isEqualTo(State.CONFIRMED);
        assertThat(rig.subscription.told()).isEmpty();
        rig.advance(570);
        assertThat(rig.endpoint.next().request().header(SUPPRESS)).contains("ab1");
    }

    @Test
    @DisplayName("S121 a server that names no state, or no longer, is asked as always")
    void aServerThatNamesNoStateIsAskedAsAlways() {
        Rig rig = rig(true);
        Peer peer = rig.live();
        rig.deliver(peer.notify("active").with("SIP-ETag", "ab1"));
        rig.deliver(peer.notify("active;expires=3600"));

        assertThat(refresh(rig).request().header(SUPPRESS)).isEmpty();
    }

    @Test
    @DisplayName("S121 nothing is named unless the settings say so, nor in an unsubscribe")
    void nothingIsNamedUnlessTheSettingsSaySo() {
        Rig plain = rig(false);
        plain.deliver(plain.live().notify("active;expires=3600").with("SIP-ETag", "ab1"));
        assertThat(refresh(plain).request().header(SUPPRESS)).isEmpty();

        Rig rig = rig(true);
        rig.deliver(rig.live().notify("active").with("SIP-ETag", "ab1"));
        rig.legs.unsubscribe(rig.subscription);
        assertThat(rig.endpoint.next().request().header(SUPPRESS)).isEmpty();
    }

    @Test
    @DisplayName("S121 X7 a name that is no token or overlong is not kept")
    void strangeNamesAreNotKept() {
        Rig rig = rig(true);
        Peer peer = rig.live();
        rig.deliver(peer.notify("active;expires=3600").with("SIP-ETag", "x".repeat(64 * 1024)));

        assertThat(refresh(rig).request().header(SUPPRESS)).isEmpty();
    }
}
