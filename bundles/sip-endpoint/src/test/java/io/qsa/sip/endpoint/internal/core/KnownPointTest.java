package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;

/** F46 X51: requests of a dialog leave from the listening point that the peer knows, with its Contact. */
class KnownPointTest {
    private static final String LISTEN =
            "udp:127.0.0.1:5060, tcp:127.0.0.1:5060, udp:127.0.0.2:5060, tcp:127.0.0.2:5060";

    private final BlockingQueue<IncomingRequest> taken = new LinkedBlockingQueue<>();
    private final Endpoint endpoint = new Endpoint(listening(""), new Handlers(), new CredentialStore());
    private UdpPeer peer;
    private ListeningPoint second;
    private SipDialog dialog;

    private static SipSettings listening(String more) {
        return SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0" + more));
    }

    @BeforeEach
    void subscribeAtTheSecondPoint() throws Exception {
        endpoint.handle(
                request -> {
                    request.respond(200);
                    return taken.add(request);
                },
                Set.of("SUBSCRIBE"),
                Set.of("presence"));
        endpoint.use(Optional.of(new JainTransport()));
        apply(", udp:localhost:0");
        second = endpoint.listeningPoints().get(1);
        peer = new UdpPeer();
        peer.send(Samples.request("SUBSCRIBE", "UDP", peer.port(), "Contact: <" + peer.uri() + ">"), second);
        assertThat(peer.receiveResponse().header("Contact")).contains("<" + second.uri() + ">");
        dialog = SipDialog.asked(taken.poll(5, TimeUnit.SECONDS).request());
    }

    @AfterEach
    void stop() {
        peer.close();
        endpoint.close();
    }

    private void apply(String more) throws IOException {
        endpoint.apply(listening(more));
        assertThat(endpoint.listen()).isEmpty();
    }

    private SipRequest notified() throws IOException {
        dialog = dialog.advanced();
        endpoint.send(dialog.request("NOTIFY").leavingFrom(second), response -> {});
        SipRequest notify = peer.receiveRequest();
        while (notify.cseq() < dialog.localCseq()) {
            notify = peer.receiveRequest();
        }
        return notify;
    }

    private void assertLeavesFrom(ListeningPoint point) throws IOException {
        SipRequest notify = notified();

        assertThat(peer.lastSource()).isEqualTo(point.port());
        assertThat(notify.via().port()).hasValue(point.port());
        assertThat(notify.header("Contact")).contains("<" + point.uri() + ">");
    }

    @Test
    void leavesFromThePointThatWasAsked() throws IOException {
        assertLeavesFrom(second);
    }

    @Test
    void leavesFromItWhileOthersComeAndGo() throws IOException {
        endpoint.apply(SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0;advertise=127.0.0.1, udp:localhost:0")));
        assertThat(endpoint.listen()).isEmpty();

        assertThat(endpoint.listeningPoints().get(1)).isSameAs(second);
        assertLeavesFrom(second);
    }

    @Test
    void leavesFromAnotherOneWhenItIsGoneAndNamesThat() throws IOException {
        apply("");

        List<ListeningPoint> left = endpoint.listeningPoints();
        assertThat(left).hasSize(1).doesNotContain(second);
        assertLeavesFrom(left.get(0));
    }

    @Test
    void findsItAgainWhenTheTransportHasChanged() throws IOException {
        String fixed = "udp:127.0.0.1:0;advertise=127.0.0.1, udp:127.0.0.1:" + second.port();
        endpoint.apply(SipSettings.parse(Map.of("listen", fixed)));
        endpoint.use(Optional.of(new JainTransport()));
        assertThat(endpoint.listen()).isEmpty();

        assertThat(endpoint.listeningPoints()).doesNotContain(second);
        assertLeavesFrom(second);
    }

    @Test
    @DisplayName("F46 C08: a request that is too large for UDP leaves over TCP, with the Contact that the peer knows")
    void alsoOverAnotherTransport() {
        SenderRig rig = new SenderRig(Map.of());
        rig.core.points().change(SipSettings.parse(Map.of("listen", LISTEN)).listen());
        ListeningPoint known = rig.core.points().all().get(2);
        rig.serversAre(SenderRig.server("udp", 1));
        rig.sendFrom(known, "x".repeat(1300));

        assertThat(known.host()).isEqualTo("127.0.0.2");
        assertThat(rig.transport.flows.get(0).point().toString()).isEqualTo("tcp:127.0.0.2:5060");
        assertThat(rig.sent(0).header("Contact")).contains("<sip:127.0.0.2:5060>");
    }
}
