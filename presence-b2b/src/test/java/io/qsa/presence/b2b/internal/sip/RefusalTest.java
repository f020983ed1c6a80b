package io.qsa.presence.b2b.internal.sip;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** After a refused NOTIFY, the application is notified, and the subscription recovers. */
class RefusalTest {
    private static final String NO_XML = Peer.pidf("open").replace("<tuple", "<note>R&D</note><tuple");

    private final Rig rig = new Rig(DialogSettings.with(PeerRules.of(5000)));

    private static SipRequest replaced(SipRequest request, String name, String value) {
        return request.without(name).with(name, value);
    }

    @Test
    @DisplayName(
            "F01 S126 S127 a document that is no XML is 400, the application hears stale and why, and a refresh heals")
    void aRefusalHeals() {
        Peer peer = rig.live();
        rig.advance(600);
        int code = rig.deliveredCode(peer.notify("active;expires=3000", NO_XML));

        assertThat(code).isEqualTo(400);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
        assertThat(rig.subscription.reason().text())
                .startsWith("NOTIFY answered with 400: document: no well-formed XML")
                .contains("[row,col]:[1,");
        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.advance(1);
        Sent refresh = rig.endpoint.next();
        assertThat(refresh.request().to().tag()).contains(peer.dialog().localTag());
        assertThat(rig.counted(B2bCounter.REFRESHES_AFTER_REFUSAL)).isEqualTo(1);

        refresh.answer(peer.accept(refresh.request(), 3600));
        rig.deliver(peer.notify("active;expires=3600", Peer.pidf("closed")));
        assertThat(rig.subscription.told()).containsExactly("ACTIVE");
        assertThat(rig.state()).isEqualTo(State.CONFIRMED);
        rig.advance(3000);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("F01 S127 when the peer has dropped the subscription, a new dialog heals")
    void aNewDialogHeals() {
        Peer peer = rig.live();
        rig.advance(600);
        rig.deliver(peer.notify("active", NO_XML));
        rig.advance(1);
        rig.endpoint.next().answer(481);
        rig.advance(1);
        Sent again = rig.endpoint.next();
        Peer server = new Peer(again.request());
        again.answer(server.accept(again.request(), 3600));
        rig.deliver(server.notify("active", Peer.pidf("closed")));

        assertThat(again.request().to().tag()).isEmpty();
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable", "PENDING retrying", "ACTIVE");
    }

    @ParameterizedTest
    @CsvSource({
        "Subscription-State, 'act ive', 400, 'Subscription-State: act ive'",
        "Contact, '<sip:a@b;x=1;x=2>', 400, 'Contact: <sip:a@b;x=1;x=2>'",
        "Require, 'magic', 420, 'Require: magic'",
        "Content-Type, 'text/plain', 415, 'Content-Type: text/plain'"
    })
    @DisplayName("F01 F05 S126 S127 every refusal of ours is told with the header that it is about, and heals")
    void everyRefusalHeals(String name, String value, int code, String why) {
        Peer peer = rig.live();
        rig.advance(600);
        SipRequest bad = replaced(peer.notify("active", Peer.pidf("closed")), name, value);

        assertThat(rig.deliveredCode(bad)).isEqualTo(code);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
        assertThat(rig.subscription.reason().text()).contains("answered with " + code, why);
        rig.advance(1);
        assertThat(rig.endpoint.next().expires()).isEqualTo("3600");
    }

    @Test
    @DisplayName("F01 S126 headers that stand twice are told by their name")
    void doubledHeadersAreNamed() {
        Peer peer = rig.live();
        rig.deliver(peer.notify("active").with("Event", "presence"));
        assertThat(rig.subscription.reason().text()).isEqualTo("NOTIFY answered with 400: Event stands twice");
        rig.deliver(peer.notify("active", Peer.pidf("open")));
        rig.deliver(peer.notify("active").with("Content-Type", "a/b").with("Content-Type", "c/d"));

        assertThat(rig.subscription.told())
                .containsExactly("ACTIVE stale unreadable", "ACTIVE", "ACTIVE stale unreadable");
        assertThat(rig.info().refusal().orElseThrow().why()).isEqualTo("Content-Type stands twice");
        assertThat(rig.info().refusal().orElseThrow().at()).isEqualTo(rig.timers.now());
    }

    @Test
    @DisplayName("F01 S127 what comes without a document after a refusal does not vouch for the one before")
    void onlyADocumentEndsTheDoubt() {
        Peer peer = rig.live();
        rig.deliver(peer.notify("active", NO_XML));
        rig.deliver(peer.notify("active"));
        rig.deliver(peer.notify("active", Peer.pidf("closed")));
        rig.deliver(peer.notify("active"));

        assertThat(rig.subscription.told()).startsWith("ACTIVE stale unreadable", "ACTIVE stale unreadable", "ACTIVE");
        assertThat(rig.subscription.document().orElseThrow().text()).contains("closed");
    }

    @Test
    @DisplayName("F02 S54 an old number is 500, and needs no refresh if a newer NOTIFY was taken")
    void anOldNumberNeedsNoRefresh() {
        Peer peer = rig.live();
        rig.advance(600);
        SipRequest early = peer.notify("active", Peer.pidf("open"));
        SipRequest late = peer.notify("active", Peer.pidf("closed"));

        assertThat(rig.deliveredCode(late)).isEqualTo(200);
        assertThat(rig.deliveredCode(early)).isEqualTo(500);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE");
        rig.advance(600);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName(
            "F02 S126 an old number is 500 too if the newer NOTIFY was refused because of its body, and that one heals")
    void anOldNumberBehindARefusedOne() {
        Peer peer = rig.live();
        rig.advance(600);
        SipRequest early = peer.notify("active", Peer.pidf("closed"));
        SipRequest late = peer.notify("active", NO_XML);

        assertThat(rig.deliveredCode(late)).isEqualTo(400);
        assertThat(rig.deliveredCode(early)).isEqualTo(500);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
        rig.advance(1);
        assertThat(rig.endpoint.next().expires()).isEqualTo("3600");
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }

    @Test
    @DisplayName("S55 S126 a NOTIFY with the number of one that was refused is looked at again")
    void aRepeatedRefusal() {
        Peer peer = rig.live();
        SipRequest bad = peer.notify("active", NO_XML);
        SipRequest good =
                bad.withBody("application/pidf+xml", Peer.pidf("closed").getBytes());

        assertThat(rig.deliveredCode(bad)).isEqualTo(400);
        assertThat(rig.deliveredCode(bad)).isEqualTo(400);
        assertThat(rig.deliveredCode(good)).isEqualTo(200);
        assertThat(rig.deliveredCode(bad)).isEqualTo(200);
        assertThat(rig.counted(B2bCounter.NOTIFIES_REPEATED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "Content-Type", "Contact", "Require", "two of Event"})
    @DisplayName("F03 S128 an end that the header says beyond doubt is taken, whatever else is refused")
    void theEndCounts(String fault) {
        Peer peer = rig.live();
        rig.advance(600);
        SipRequest end = peer.notify("terminated;reason=deactivated", Peer.pidf("open"));
        int code = rig.deliveredCode(
                switch (fault) {
                    case "document" -> end.withBody("application/pidf+xml", NO_XML.getBytes());
                    case "Content-Type" -> end.withBody("text/plain", new byte[9]);
                    case "Contact" -> replaced(end, "Contact", "*");
                    case "Require" -> end.with("Require", "magic");
                    default -> end.with("Event", "presence");
                });
        rig.advance(1);

        assertThat(code).isIn(400, 415, 420);
        assertThat(rig.subscription.told()).containsExactly("PENDING deactivated");
        assertThat(rig.endpoint.next().request().to().tag()).isEmpty();
    }

    @Test
    @DisplayName("F03 S128 an end of a header that stands twice is no end beyond doubt")
    void aDoubledEndIsNone() {
        Peer peer = rig.live();
        rig.deliver(peer.notify("terminated;reason=rejected").with("Subscription-State", "active"));

        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
        assertThat(rig.state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    @DisplayName("F04 S89 S126 a first NOTIFY whose body cannot be read makes the dialog, and Timer N ends nothing")
    void anUnreadableFirstNotifyIsOne() {
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));

        assertThat(rig.deliveredCode(peer.notify("active;expires=3600", NO_XML)))
                .isEqualTo(400);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE stale unreadable");
        assertThat(rig.state()).isEqualTo(State.CONFIRMED);
        rig.advance(29);
        assertThat(rig.endpoint.isQuiet()).isTrue();
        rig.advance(1);
        assertThat(rig.endpoint.next().request().to().tag())
                .contains(peer.dialog().localTag());
        assertThat(rig.counted(B2bCounter.TIMER_N_FIRED)).isZero();
    }

    @Test
    @DisplayName(
            "F04 S127 X29 where nothing can ever be read the dialog lives, and the refreshes become as rare as without refusals")
    void noStormWhereNothingCanBeRead() {
        Peer peer = rig.live();
        List<Long> sentAt = new ArrayList<>();
        for (long second = 0; second < 12_000; second += 3) {
            rig.advance(3);
            while (!rig.endpoint.isQuiet()) {
                Sent refresh = rig.endpoint.next();
                assertThat(refresh.expires()).isEqualTo("3600");
                assertThat(refresh.request().to().tag()).contains(peer.dialog().localTag());
                sentAt.add(second);
                refresh.answer(peer.accept(refresh.request(), 3600));
            }
            rig.deliver(peer.notify("active;expires=3600", NO_XML));
        }

        assertThat(sentAt).hasSizeLessThan(12);
        for (int i = 1; i < sentAt.size(); i++) {
            assertThat(sentAt.get(i) - sentAt.get(i - 1)).isGreaterThanOrEqualTo(Math.min(3500, 30L << i) - 3);
        }
        assertThat(rig.subscription.told()).containsOnly("ACTIVE stale unreadable");
    }

    @Test
    @DisplayName("F04 S127 a peer whose every second NOTIFY can be read is not asked ever faster")
    void goodOnesBetweenDoNotHurry() {
        Peer peer = rig.live();
        for (int second = 0; second < 3500; second += 3) {
            rig.advance(3);
            while (!rig.endpoint.isQuiet()) {
                Sent refresh = rig.endpoint.next();
                refresh.answer(peer.accept(refresh.request(), 3600));
            }
            rig.deliver(peer.notify("active;expires=3600", Peer.pidf("open")));
            rig.deliver(peer.notify("active;expires=3600", NO_XML));
        }

        assertThat(rig.counted(B2bCounter.REFRESHES_AFTER_REFUSAL)).isLessThan(9);
    }

    @Test
    @DisplayName("F04 S127 a header that is refused in every first NOTIFY is told when Timer N gives the dialog up")
    void timerNSaysWhy() {
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));
        rig.deliver(replaced(peer.notify("active"), "Contact", "*"));
        rig.advance(32);

        assertThat(rig.subscription.told()).containsExactly("PENDING unreadable", "PENDING retrying");
        assertThat(rig.subscription.reason().text())
                .isEqualTo("accepted, but NOTIFY answered with 400: Contact: * cannot be used");
    }

    @Test
    @DisplayName("F01 U9 all that share a dialog hear that it is stale, those too who come later")
    void sharedDialogs() {
        SharedSubscription shared = new SharedSubscription(rig.subscription);
        FakeSubscription later = FakeSubscription.presence("s2");
        shared.join(rig.subscription);
        rig.legs.subscribe(shared);
        Sent first = rig.endpoint.next();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));
        rig.deliver(peer.notify("active", Peer.pidf("open")));
        rig.deliver(peer.notify("active", NO_XML));
        shared.join(later);
        rig.deliver(peer.notify("active", Peer.pidf("closed")));
        FakeSubscription last = FakeSubscription.presence("s3");
        shared.join(last);

        assertThat(rig.subscription.told()).containsExactly("ACTIVE", "ACTIVE stale unreadable", "ACTIVE");
        assertThat(later.told()).containsExactly("ACTIVE unreadable", "ACTIVE stale unreadable", "ACTIVE");
        assertThat(last.told()).containsExactly("ACTIVE");
    }

    @Test
    @DisplayName("S121 S127 the refresh after a refusal asks for all, whatever the entity tag was")
    void theRefreshAsksForAll() {
        Rig conditional = new Rig(DialogSettings.with(PeerRules.of(5000).withConditionalRefresh(true)));
        Peer peer = conditional.live();
        conditional.deliver(peer.notify("active", Peer.pidf("open")).with("SIP-ETag", "a1"));
        conditional.advance(600);
        conditional.deliver(peer.notify("active", NO_XML).with("SIP-ETag", "a2"));
        conditional.advance(1);

        assertThat(conditional.endpoint.next().request().header("Suppress-If-Match"))
                .isEmpty();
    }

    @Test
    @DisplayName("S96 what is refused after an unsubscribe tells nobody and sends nothing")
    void refusalsAfterTheEnd() {
        Peer peer = rig.live();
        rig.legs.unsubscribe(rig.subscription);
        Sent end = rig.endpoint.next();
        SipResponse answer = rig.deliver(replaced(peer.notify("active"), "Contact", "*"));
        rig.deliver(peer.notify("terminated", NO_XML).with("Require", "magic"));

        assertThat(answer.code()).isEqualTo(400);
        assertThat(end.expires()).isEqualTo("0");
        assertThat(rig.subscription.told()).isEmpty();
        assertThat(rig.endpoint.isQuiet()).isTrue();
        assertThat(rig.legs.size()).isZero();
    }
}
