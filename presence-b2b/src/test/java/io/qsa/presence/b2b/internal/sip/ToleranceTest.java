package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages of real servers that break a rule or are unusual, and have an unambiguous meaning. */
class ToleranceTest {
    private final Rig rig = new Rig();

    private static SipRequest replaced(SipRequest request, String name, String value) {
        return request.without(name).with(name, value);
    }

    private Sent refreshAfter(SipRequest first, Peer peer, Sent sent) {
        sent.answer(peer.accept(sent.request(), 600));
        assertThat(rig.deliveredCode(first)).isEqualTo(200);
        rig.advance(570);
        return rig.endpoint.next();
    }

    @Test
    @DisplayName(
            "F05 S130 a parameter of the Contact that stands twice with one value is taken, sent once, and counted once")
    void aParameterTwice() {
        Sent sent = rig.subscribe();
        Peer peer = new Peer(sent.request());
        String contact = "<sip:192.0.2.7:5070;transport=tcp;transport=tcp>";
        SipRequest first = replaced(peer.notify("active;expires=600", Peer.pidf("open")), "Contact", contact);
        Sent refresh = refreshAfter(first, peer, sent);
        rig.deliver(replaced(peer.notify("active", Peer.pidf("closed")), "Contact", contact));

        assertThat(refresh.request().requestUri()).isEqualTo("sip:192.0.2.7:5070;transport=tcp");
        assertThat(rig.tolerated("repeated_parameters")).isEqualTo(1);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE", "ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<sip:192.0.2.7;transport=tcp;transport=udp>", "<sip:192.0.2.7;lr;lr=on>"})
    @DisplayName("F05 S130 X12 with two values it is 400")
    void twoValues(String contact) {
        Sent sent = rig.subscribe();
        Peer peer = new Peer(sent.request());

        assertThat(rig.deliveredCode(replaced(peer.notify("active"), "Contact", contact)))
                .isEqualTo(400);
        assertThat(rig.tolerated("repeated_parameters")).isZero();
    }

    @Test
    @DisplayName("F06 S130 a Record-Route without brackets is a loose router if it says so, with all its parameters")
    void aBareRecordRoute() {
        Sent sent = rig.subscribe();
        Peer peer = new Peer(sent.request());
        String bare = "sip:sprout.example.com:5054;transport=tcp;lr;service=scscf";
        SipRequest first = peer.notify("active;expires=600", Peer.pidf("open")).with("Record-Route", bare);
        Sent refresh = refreshAfter(first, peer, sent);

        assertThat(refresh.request().requestUri()).isEqualTo("sip:pa@192.0.2.7:5070");
        assertThat(refresh.request().headers("Route")).containsExactly("<" + bare + ">");
        assertThat(rig.tolerated("bare_routes")).isEqualTo(1);
    }

    @Test
    @DisplayName("S130 what breaks no rule is not counted")
    void nothingToCount() {
        Sent sent = rig.subscribe();
        Peer peer = new Peer(sent.request());
        rig.deliver(peer.notify("active").with("Record-Route", "<sip:p1;lr>, <sip:p2;lr>"));

        assertThat(rig.legs.tolerated().values()).containsOnly(0L);
    }

    @ParameterizedTest
    @CsvSource({
        "<sip:alice@other.example.com?P-Asserted-Identity=%3Csip%3Abob%40evil%3E>, sip:alice@other.example.com",
        "<sip:alice@other.example.com;transport=tcp?a=b&c=d>;q=0.5, sip:alice@other.example.com;transport=tcp",
        "<sip:a;x?y@other.example.com?a=b>, sip:a;x?y@other.example.com"
    })
    @DisplayName("F09 S26 a redirection to a URI with headers is followed without the headers")
    void redirectionsWithHeaders(String contact, String target) {
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 302).with("Contact", contact));
        SipRequest second = rig.endpoint.next().request();

        assertThat(second.requestUri()).isEqualTo(target);
        assertThat(second.header("P-Asserted-Identity")).isEmpty();
        assertThat(second.header("a")).isEmpty();
    }

    @Test
    @DisplayName("F09 S26 X28 two redirections that differ in their headers alone are one target")
    void headersMakeNoNewTarget() {
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 302).with("Contact", "<sip:a@b?x=1>, <sip:a@b?x=2>, <sip:a@b>"));
        Sent second = rig.endpoint.next();
        second.answer(404);

        assertThat(second.request().requestUri()).isEqualTo("sip:a@b");
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "302, 400",
        "404, 400",
        "480, 400 (in a meeting)",
        "486, 400;duration=3600",
        "500, 400 (x);duration=1",
        "503, 400 ;x",
        "600, 400\t(y)",
        "603, 400;x=\"(\""
    })
    @DisplayName("F10 S30 Retry-After with a comment or parameters holds from 3xx to 6xx")
    void retryAfterForms(int code, String value) {
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), code).with("Retry-After", value));
        Instant due = rig.info().dueAt().orElseThrow();

        assertThat(Duration.between(Instant.now(), due)).isBetween(Duration.ofSeconds(390), Duration.ofSeconds(401));
        rig.advance(399);
        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.advance(1);
        assertThat(rig.endpoint.next().request().to().tag()).isEmpty();
    }

    @Test
    @DisplayName("F10 S46 S48 blanks around the semicolons of a NOTIFY change nothing")
    void blanksBeforeSemicolons() {
        Peer peer = rig.live();
        SipRequest notify = replaced(peer.notify("active ; expires=60\t; reason=x"), "Event", "presence ");
        SipRequest spaced = replaced(notify, "Contact", Peer.CONTACT + " ;x=y")
                .withBody(
                        "application/pidf+xml ; charset=utf-8",
                        Peer.pidf("closed").getBytes());
        SipRequest addressed = replaced(
                replaced(spaced, "To", spaced.header("To").orElseThrow().replace(";tag", " ; tag")),
                "From",
                spaced.header("From").orElseThrow().replace(";tag", " ;tag"));

        assertThat(rig.deliveredCode(addressed)).isEqualTo(200);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE x");
        assertThat(rig.subscription.document().orElseThrow().text()).contains("closed");
        assertThat(rig.info().expiresAt().orElseThrow()).isBefore(Instant.now().plusSeconds(61));
    }
}
