package io.qsa.presence.b2b.internal.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Which NOTIFY is accepted, and the answers to the others. */
class NotifyLadderTest {
    private Rig rig;
    private Peer peer;

    @BeforeEach
    void goLive() {
        rig = new Rig(DialogSettings.with(PeerRules.of(500)));
        peer = rig.live();
    }

    private static SipRequest replaced(SipRequest request, String name, String value) {
        return request.without(name).with(name, value);
    }

    @Test
    @DisplayName("S43 a NOTIFY of no dialog is not ours: 481")
    void unmatchedNotifies() {
        SipRequest notify = peer.notify("active");

        assertThat(rig.deliveredCode(replaced(notify, "Call-ID", "another"))).isEqualTo(481);
        assertThat(rig.deliveredCode(replaced(notify, "Call-ID", notify.callId().toUpperCase(java.util.Locale.ROOT))))
                .isEqualTo(481);
        assertThat(rig.deliveredCode(replaced(notify, "To", "<sip:bob@example.com>;tag=another")))
                .isEqualTo(481);
        assertThat(rig.deliveredCode(replaced(notify, "To", "<sip:bob@example.com>")))
                .isEqualTo(481);
        assertThat(rig.counted(B2bCounter.NOTIFIES_UNMATCHED)).isEqualTo(4);
    }

    @Test
    @DisplayName("S41 S44 B13 I10 I21 a package that is unknown or missing is 489, a known one of another dialog 481")
    void otherPackages() {
        SipRequest notify = peer.notify("active");
        SipResponse unknown = rig.deliver(replaced(notify, "Event", "dialog"));

        assertThat(unknown.code()).isEqualTo(489);
        assertThat(unknown.header("Allow-Events")).contains("presence, other");
        assertThat(rig.deliveredCode(notify.without("Event"))).isEqualTo(489);
        assertThat(rig.deliveredCode(replaced(notify, "Event", "other"))).isEqualTo(481);
        assertThat(rig.deliveredCode(replaced(notify, "Event", "presence;id=5")))
                .isEqualTo(481);
        assertThat(rig.deliveredCode(replaced(notify, "Event", "presence2"))).isEqualTo(489);
    }

    @Test
    @DisplayName("F40 the proxies on the way of a NOTIFY stand in the 200 to it, in order, and in that to its copy")
    void recordRoutes() {
        String[] proxies = {"<sip:192.0.2.1;lr>", "<sip:192.0.2.2;lr>, <sip:192.0.2.3;lr>"};
        SipRequest notify =
                peer.notify("active", Peer.pidf("closed")).with("Record-Route", proxies[0], "Record-Route", proxies[1]);

        assertThat(rig.deliver(notify).headers("Record-Route")).containsExactly(proxies);
        assertThat(rig.deliver(notify).headers("Record-Route")).containsExactly(proxies);
        assertThat(rig.deliver(replaced(notify, "CSeq", "1 NOTIFY")).code()).isEqualTo(500);
    }

    @Test
    @DisplayName("a NOTIFY is answered before anybody hears of it, who may send the next request")
    void answersFirst() {
        FakeRequest incoming = new FakeRequest(peer.notify("active", Peer.pidf("closed")));
        List<SipResponse> sentBefore = new ArrayList<>();
        rig.subscription.onNotify(() -> sentBefore.add(incoming.answer()));

        rig.legs.notifyHandler().handle(incoming);

        assertThat(sentBefore).extracting(SipResponse::code).containsExactly(200);
    }

    @Test
    @DisplayName("S51 S117 B15 another branch of a forked SUBSCRIBE is 481")
    void forks() {
        SipRequest notify = peer.notify("active");

        assertThat(rig.deliveredCode(replaced(notify, "From", "<sip:alice@example.com>;tag=another")))
                .isEqualTo(481);
    }

    @Test
    @DisplayName("S54 B14 an old number is 500 and not delivered; gaps are fine")
    void oldNumbers() {
        SipRequest early = peer.notify("pending");
        peer.notify("active");
        SipRequest late = peer.notify("active", Peer.pidf("closed"));

        assertThat(rig.deliveredCode(late)).isEqualTo(200);
        assertThat(rig.deliveredCode(early)).isEqualTo(500);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE");
    }

    @Test
    @DisplayName("S55 a repeated NOTIFY is answered again and delivered once")
    void repeatedNotifies() {
        SipRequest notify = peer.notify("active", Peer.pidf("closed"));

        assertThat(rig.deliveredCode(notify)).isEqualTo(200);
        assertThat(rig.deliveredCode(notify)).isEqualTo(200);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE");
        assertThat(rig.counted(B2bCounter.NOTIFIES_REPEATED)).isEqualTo(1);
    }

    @Test
    @DisplayName("S45 B3 without Subscription-State it is 400, and the state is not pending")
    void missingSubscriptionState() {
        assertThat(rig.deliveredCode(peer.bare())).isEqualTo(400);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
    }

    @ParameterizedTest
    @DisplayName("S46 S103 a Subscription-State that is none is 400")
    @ValueSource(strings = {"", ";expires=5", "active, terminated", "active;expires=5;expires=6", "act ive"})
    void brokenSubscriptionState(String value) {
        assertThat(rig.deliveredCode(peer.notify(value))).isEqualTo(400);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
    }

    @Test
    @DisplayName("S46 B2 the substate is a token, not a text to be searched")
    void theSubstateIsAToken() {
        rig.deliver(peer.notify("Active;reason=not-terminated", Peer.pidf("closed")));
        rig.deliver(peer.notify("inactive"));

        assertThat(rig.subscription.told()).containsExactly("ACTIVE not-terminated", "ACTIVE inactive");
    }

    @ParameterizedTest
    @DisplayName("X6 seconds that are none are as good as absent")
    @ValueSource(strings = {"-1", "1e9", "", " 5 5", "0x10", "18446744073709551616000000"})
    void brokenSeconds(String seconds) {
        var before = rig.info().expiresAt().orElseThrow();
        rig.deliver(peer.notify("active;expires=\"" + seconds + "\""));

        assertThat(rig.info().expiresAt().orElseThrow()).isBeforeOrEqualTo(before.plusSeconds(1));
        assertThat(rig.info().expiresAt().orElseThrow()).isAfter(before.minusSeconds(1));
    }

    @ParameterizedTest
    @DisplayName("X12 S102 a Contact that nothing can be sent to is 400")
    @ValueSource(
            strings = {"", "*", "tel:+1", "<sip:>", "<sip:a@b>, <sip:c@d>", "<sip:[::1>", "\u0001", "<sip:a@b?x=y>"})
    void brokenContacts(String contact) {
        assertThat(rig.deliveredCode(replaced(peer.notify("active"), "Contact", contact)))
                .isEqualTo(400);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
    }

    @Test
    @DisplayName("X12 the first NOTIFY needs a Contact, and routes that can be used")
    void theFirstNotifyNeedsAContact() {
        Rig fresh = new Rig();
        Peer other = new Peer(fresh.subscribe().request());
        SipRequest notify = other.notify("active");

        assertThat(fresh.deliveredCode(notify.without("Contact"))).isEqualTo(400);
        assertThat(fresh.deliveredCode(notify.with("Record-Route", "nonsense"))).isEqualTo(400);
        assertThat(fresh.deliveredCode(notify)).isEqualTo(200);
    }

    @Test
    @DisplayName("X12 the first NOTIFY after a 2xx with its Contact is looked at like one before it")
    void theFirstNotifyAfterA2xx() {
        Rig fresh = new Rig();
        Sent sent = fresh.subscribe();
        Peer other = new Peer(sent.request());
        sent.answer(other.accept(sent.request(), 600));
        SipRequest notify = other.notify("active");

        assertThat(fresh.deliveredCode(notify.without("Contact"))).isEqualTo(400);
        assertThat(fresh.deliveredCode(replaced(notify, "Contact", "<sip:>"))).isEqualTo(400);
        assertThat(fresh.deliveredCode(notify.with("Record-Route", "nonsense"))).isEqualTo(400);
        assertThat(fresh.deliveredCode(notify)).isEqualTo(200);
    }

    @Test
    @DisplayName("S103 S102 headers that stand twice, and a missing tag, are 400 before anything else")
    void doubledHeaders() {
        SipRequest notify = peer.notify("active", Peer.pidf("open"));

        for (String name : List.of("Event", "Subscription-State", "Content-Type")) {
            SipRequest doubled = notify.with(name, notify.header(name).orElseThrow());
            assertThat(rig.deliveredCode(doubled)).as(name).isEqualTo(400);
            assertThat(rig.deliveredCode(replaced(doubled, "Call-ID", "another")))
                    .isEqualTo(400);
        }
        assertThat(rig.deliveredCode(replaced(notify, "From", "<sip:alice@example.com>")))
                .isEqualTo(400);
        assertThat(rig.deliveredCode(replaced(notify, "Event", "presence;id=1;id=2")))
                .isEqualTo(400);
    }

    @Test
    @DisplayName("S57 X9 a body of another type is 415 with Accept, a broken one 400, a large one 413")
    void bodies() {
        SipRequest plain = peer.notify("active");
        SipResponse wrongType = rig.deliver(plain.withBody("text/plain", new byte[10]));

        assertThat(wrongType.code()).isEqualTo(415);
        assertThat(wrongType.header("Accept")).contains("application/pidf+xml");
        assertThat(rig.deliveredCode(plain.withBody("x/y", new byte[10]).without("Content-Type")))
                .isEqualTo(415);
        assertThat(rig.deliveredCode(plain.withBody("application/pidf+xml", "<presence".getBytes())))
                .isEqualTo(400);
        assertThat(rig.deliveredCode(plain.withBody("application/pidf+xml", new byte[501])))
                .isEqualTo(413);
        assertThat(rig.deliveredCode(plain.withBody(
                        "APPLICATION/PIDF+XML; charset=\"utf-8\"",
                        Peer.pidf("closed").getBytes())))
                .isEqualTo(200);
        assertThat(rig.counted(B2bCounter.NOTIFIES_WITH_BAD_BODY)).isEqualTo(4);
    }

    @Test
    @DisplayName("S102 B12 a NOTIFY that is refused because of its headers leaves the dialog as it was")
    void refusedNotifiesLeaveNoTrace() {
        SipDialog before = rig.info().dialog().orElseThrow();
        SipRequest good = peer.notify("active;expires=60", Peer.pidf("closed"));
        List<UnaryOperator<SipRequest>> spoils = List.of(
                notify -> replaced(notify, "Event", "dialog"),
                notify -> replaced(notify, "Event", "other"),
                notify -> replaced(notify, "From", "<sip:alice@example.com>;tag=x"),
                notify -> notify.without("Subscription-State"),
                notify -> replaced(notify, "Contact", "*"),
                notify -> notify.with("Require", "magic"),
                notify -> notify.with("Event", "presence"));
        List<Integer> codes = new ArrayList<>();
        for (UnaryOperator<SipRequest> spoil : spoils) {
            codes.add(rig.deliveredCode(spoil.apply(replaced(good, "CSeq", "900 NOTIFY"))));
        }

        assertThat(codes).containsExactly(489, 481, 481, 400, 400, 420, 400);
        assertThat(rig.info().dialog()).get().usingRecursiveComparison().isEqualTo(before);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
        assertThat(rig.deliveredCode(good)).isEqualTo(200);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE");
    }

    @Test
    @DisplayName("S102 S126 of a NOTIFY that is refused because of its body the headers count")
    void theHeadersOfANotifyWithABadBodyCount() {
        SipRequest good = peer.notify("active;expires=60");
        List<SipRequest> bodies = List.of(
                good.withBody("application/pidf+xml", new byte[501]),
                good.withBody("text/plain", new byte[1]),
                good.withBody("application/pidf+xml", new byte[1]));
        List<Integer> codes = bodies.stream().map(rig::deliveredCode).toList();

        assertThat(codes).containsExactly(413, 415, 400);
        assertThat(rig.info().dialog().orElseThrow().remoteCseq()).isEqualTo(good.cseq());
        assertThat(rig.info().expiresAt().orElseThrow()).isBefore(rig.timers.instantAt(rig.timers.now() + 61_000));
    }

    @Test
    @DisplayName("S102 of several faults the first in the order decides")
    void theOrderIsFixed() {
        SipRequest worst = replaced(peer.notify("active"), "CSeq", "0 NOTIFY")
                .without("Subscription-State")
                .withBody("text/plain", new byte[501]);
        SipRequest fork = replaced(worst, "From", "<sip:alice@example.com>;tag=x");
        SipRequest event = replaced(fork, "Event", "dialog");
        SipRequest match = replaced(event, "Call-ID", "another");
        SipRequest inOrder = replaced(worst, "CSeq", "900 NOTIFY");
        SipRequest withState = inOrder.with("Subscription-State", "active");

        assertThat(rig.deliveredCode(match.with("Event", "dialog"))).isEqualTo(400);
        assertThat(rig.deliveredCode(match)).isEqualTo(481);
        assertThat(rig.deliveredCode(event)).isEqualTo(489);
        assertThat(rig.deliveredCode(fork)).isEqualTo(481);
        assertThat(rig.deliveredCode(worst)).isEqualTo(500);
        assertThat(rig.deliveredCode(inOrder)).isEqualTo(400);
        assertThat(rig.deliveredCode(withState)).isEqualTo(413);
        assertThat(rig.deliveredCode(withState.withBody("text/plain", new byte[5])))
                .isEqualTo(415);
    }

    @Test
    @DisplayName("S53 S105 B11 after the end a NOTIFY is 481")
    void afterTheEnd() {
        rig.advance(3570);
        rig.endpoint.next();
        rig.advance(30);

        assertThat(rig.subscription.told()).containsExactly("PENDING expired");
        assertThat(rig.deliveredCode(peer.notify("active"))).isEqualTo(481);
    }

    @Test
    @DisplayName("S53 after Timer N a NOTIFY that would make the dialog is 481")
    void afterTimerN() {
        Rig fresh = new Rig();
        Sent first = fresh.subscribe();
        Peer other = new Peer(first.request());
        first.answer(other.accept(first.request(), 3600));
        fresh.advance(32);
        Sent end = fresh.endpoint.next();

        assertThat(end.expires()).isEqualTo("0");
        assertThat(fresh.deliveredCode(other.notify("active"))).isEqualTo(481);
    }

    @Test
    @DisplayName("S60 what the application does with a notification does not change the answer")
    void theAnswerIsOurs() {
        Rig fresh = new Rig();
        Sent first = fresh.subscribe();
        Peer other = new Peer(first.request());

        assertThat(fresh.deliveredCode(other.notify("terminated;reason=rejected")))
                .isEqualTo(200);
        assertThat(fresh.subscription.told()).containsExactly("REJECTED rejected");
        first.answer(other.accept(first.request(), 3600));
        assertThat(fresh.endpoint.isQuiet()).isTrue();
    }
}
