package io.qsa.presence.b2b.internal.sip;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;

import static org.assertj.core.api.Assertions.assertThat;

class SubscribingTest {
    @Test
    @DisplayName("S01 S02 S08 S13 S17 the first SUBSCRIBE says what is asked for")
    void firstSubscribeSaysWhatIsAskedFor() {
        SipRequest request = new Rig().subscribe().request();

        assertThat(request.startLine()).isEqualTo("SUBSCRIBE sip:alice@example.com SIP/2.0");
        assertThat(request.headers("Event")).containsExactly("presence");
        assertThat(request.headers("Expires")).containsExactly("3600");
        assertThat(request.headers("Accept")).containsExactly("application/pidf+xml");
        assertThat(request.headers("To")).containsExactly("<sip:alice@example.com>");
        assertThat(request.from().uri()).isEqualTo("sip:bob@example.com");
        assertThat(request.from().tag()).isPresent();
        assertThat(request.cseq()).isEqualTo(1);
        assertThat(request.headers("Route")).isEmpty();
    }

    @Test
    @DisplayName("S17 URIs stay what they are, byte for byte")
    void urisAreKeptByteForByte() {
        Rig rig = new Rig();
        String record = "sip:a%6cice;x=y,z@example.com;p=1";
        rig.legs.subscribe(
                new FakeSubscription("s", SubscriptionRequest.presence(record, "sip:b,o;b@example.com?x=1")));
        SipRequest request = rig.endpoint.next().request();

        assertThat(request.requestUri()).isEqualTo(record);
        assertThat(request.header("To")).contains("<" + record + ">");
        assertThat(request.header("From").orElse("")).startsWith("<sip:b,o;b@example.com?x=1>;tag=");
    }

    @Test
    @DisplayName("S01 S85 S92 parameters of the Event header are kept on refresh and unsubscribe")
    void eventParametersAreKept() {
        Rig rig = new Rig();
        FakeSubscription subscription = new FakeSubscription(
                "s",
                SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com")
                        .withParameter("id", "7")
                        .withParameter("text", "a b\"c"));
        rig.legs.subscribe(subscription);
        Sent first = rig.endpoint.next();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));
        rig.deliver(peer.notify("active").without("Event").with("Event", "presence;id=7"));
        rig.advance(3570);
        Sent refresh = rig.endpoint.next();
        refresh.answer(peer.accept(refresh.request(), 3600));
        rig.legs.unsubscribe(subscription);
        Sent end = rig.endpoint.next();

        assertThat(List.of(first, refresh, end))
                .allSatisfy(sent ->
                        assertThat(sent.request().headers("Event")).containsExactly("presence;id=7;text=\"a b\\\"c\""));
        assertThat(rig.state()).isEqualTo(State.TERMINATING);
    }

    @Test
    @DisplayName("S13 an application's types are asked for, and what every presence server knows")
    void acceptHoldsTheTypesOfTheApplication() {
        Rig rig = new Rig();
        rig.legs.subscribe(new FakeSubscription(
                "s",
                SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com")
                        .withAccept("application/xpidf+xml")));

        assertThat(rig.endpoint.next().request().header("Accept"))
                .contains("application/xpidf+xml, application/pidf+xml");
    }

    @Test
    @DisplayName("S11 the preset route goes with the first SUBSCRIBE, the learned one with all others")
    void presetRouteIsForTheFirstRequestOnly() {
        Rig rig = new Rig(DialogSettings.with(PeerRules.of(1000)).withRoute(List.of("<sip:edge.example.com;lr>")));
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));
        rig.deliver(peer.notify("active").with("Record-Route", "<sip:a;lr>, <sip:b;lr>"));
        rig.advance(3570);
        SipRequest refresh = rig.endpoint.next().request();

        assertThat(first.request().headers("Route")).containsExactly("<sip:edge.example.com;lr>");
        assertThat(refresh.headers("Route")).containsExactly("<sip:a;lr>", "<sip:b;lr>");
    }

    @Test
    @DisplayName("S11 the outbound proxy is the next hop of the first SUBSCRIBE only")
    void outboundProxyIsTheNextHopOfTheFirstRequestOnly() {
        SipUri proxy = SipUri.parse("sip:proxy.example.com:5080");
        Rig rig = new Rig(DialogSettings.with(PeerRules.of(1000)).withOutboundProxy(proxy));
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));
        rig.deliver(peer.notify("active"));
        rig.advance(3570);

        assertThat(first.request().nextHop()).contains(proxy);
        assertThat(rig.endpoint.next().request().nextHop()).isEmpty();
    }

    @Test
    @DisplayName("S18 B26 additional headers go with every SUBSCRIBE, however long they are")
    void additionalHeadersGoWithEverySubscribe() {
        String value = "one, " + "x".repeat(4000);
        Rig rig = new Rig(DialogSettings.with(PeerRules.of(1000))
                .withHeaders(List.of(new DialogSettings.Header("P-Test", value))));
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request(), 3600));
        rig.deliver(peer.notify("active"));
        rig.advance(3570);

        assertThat(first.request().headers("P-Test")).containsExactly(value);
        assertThat(rig.endpoint.next().request().headers("P-Test")).containsExactly(value);
    }

    @Test
    @DisplayName("S40 S42 a NOTIFY before the 2xx makes the dialog and is delivered")
    void notifyBeforeTheAnswerIsDelivered() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());

        assertThat(rig.deliveredCode(peer.notify("active;expires=600", Peer.pidf("open"))))
                .isEqualTo(200);
        assertThat(rig.subscription.told()).containsExactly("ACTIVE");
        assertThat(rig.subscription
                        .document()
                        .flatMap(document -> document.as(PresenceInfo.class))
                        .map(info -> info.tuples().get(0).basic()))
                .contains(BasicStatus.OPEN);
        first.answer(peer.accept(first.request(), 600));
        assertThat(rig.state()).isEqualTo(State.CONFIRMED);
        rig.advance(570);
        SipRequest refresh = rig.endpoint.next().request();
        assertThat(refresh.requestUri()).isEqualTo("sip:pa@192.0.2.7:5070");
        assertThat(refresh.to().tag()).contains(peer.dialog().localTag());
    }

    @Test
    @DisplayName("S59 nothing is told before the first NOTIFY")
    void nothingIsToldBeforeTheFirstNotify() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        first.answer(new Peer(first.request()).accept(first.request(), 3600));

        assertThat(rig.subscription.told()).isEmpty();
    }

    @Test
    @DisplayName("S38 B15 B16 a 2xx of another branch than the NOTIFY changes nothing")
    void aSecondBranchIsNoError() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        Peer notifying = new Peer(first.request());
        Peer answering = new Peer(first.request());
        rig.deliver(notifying.notify("active"));
        first.answer(answering.accept(first.request(), 3600));

        assertThat(rig.deliveredCode(notifying.notify("active"))).isEqualTo(200);
        assertThat(rig.deliveredCode(answering.notify("active"))).isEqualTo(481);
        assertThat(rig.counted(B2bCounter.NOTIFIES_UNMATCHED)).isEqualTo(1);
    }

    @Test
    @DisplayName("S38 the NOTIFY decides which dialog it is, also after the 2xx")
    void theNotifyDecidesAfterTheAnswerToo() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        Peer notifying = new Peer(first.request());
        first.answer(new Peer(first.request()).accept(first.request(), 3600));

        assertThat(rig.deliveredCode(notifying.notify("active"))).isEqualTo(200);
        assertThat(rig.info().dialog().orElseThrow().remoteTag())
                .contains(notifying.dialog().localTag());
    }

    @Test
    @DisplayName("S85 S56 a refresh goes to the newest Contact, with the next number")
    void refreshGoesToTheNewestContact() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        rig.deliver(peer.notify("active").without("Contact").with("Contact", "<sip:pa@192.0.2.8>"));
        rig.advance(3570);
        Sent refresh = rig.endpoint.next();
        SipResponse accepted =
                SipResponse.to(refresh.request(), 200).with("Expires", "600").with("Contact", "<sip:pa@192.0.2.9>");
        refresh.answer(accepted);
        rig.deliver(peer.notify("active").without("Contact"));
        rig.advance(570);

        assertThat(refresh.request().requestUri()).isEqualTo("sip:pa@192.0.2.8");
        assertThat(refresh.request().cseq()).isEqualTo(2);
        assertThat(rig.endpoint.next().request().requestUri()).isEqualTo("sip:pa@192.0.2.9");
    }

    @Test
    @DisplayName("S20 the number that answering a challenge has used is not used again")
    void challengesRaiseTheNumber() {
        Rig rig = new Rig();
        Sent first = rig.subscribe();
        Peer peer = new Peer(first.request());
        first.answer(peer.accept(first.request().without("CSeq").with("CSeq", "2 SUBSCRIBE"), 3600));
        rig.deliver(peer.notify("active"));
        rig.advance(3570);

        assertThat(rig.endpoint.next().request().cseq()).isEqualTo(3);
    }

    @Test
    @DisplayName("S58 an empty body changes the status alone")
    void anEmptyBodyChangesTheStatusAlone() {
        Rig rig = new Rig();
        Peer peer = rig.live();
        Document before = rig.subscription.document().orElseThrow();
        rig.deliver(peer.notify("pending"));

        assertThat(rig.subscription.told()).containsExactly("PENDING pending");
        assertThat(rig.subscription.document()).containsSame(before);
    }

    @Test
    @DisplayName(
            "F121 S135 a server that requires an extension which was not offered is not asked again, and the reason names it")
    void anExtensionThatIsRequiredEndsIt() {
        Rig rig = new Rig();
        Sent sent = rig.subscribe();
        sent.answer(SipResponse.to(sent.request(), 421).with("Require", "eventlist"));

        assertThat(rig.subscription.told()).containsExactly("TERMINATED error");
        assertThat(rig.subscription.reason().code()).hasValue(421);
        assertThat(rig.subscription.reason().text()).isEqualTo("Extension Required: eventlist");
        rig.advance(86_400);
        assertThat(rig.endpoint.isQuiet()).isTrue();
    }
}
