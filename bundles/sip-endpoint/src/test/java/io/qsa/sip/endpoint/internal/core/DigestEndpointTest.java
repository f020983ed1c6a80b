package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.jain.JainTransport;

import static io.qsa.sip.endpoint.internal.digest.Samples.credential;
import static org.assertj.core.api.Assertions.assertThat;

/** Digest on the wire, to a scripted peer. */
class DigestEndpointTest {
    private final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();
    private final CredentialStore credentials = new CredentialStore();
    private Endpoint endpoint;
    private UdpPeer peer;
    private SipDialog dialog;

    @BeforeEach
    void start() throws IOException {
        endpoint = Endpoint.start(
                SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0", "t1", "1000")), new JainTransport(), credentials);
        peer = new UdpPeer();
        dialog = SipDialog.asking("sip:bob@example.com", peer.uri(), List.of());
        credentials.put("bob", credential());
    }

    @AfterEach
    void stop() {
        peer.close();
        endpoint.close();
    }

    private SipRequest send(String method) throws IOException {
        dialog = dialog.advanced();
        endpoint.send(dialog.request(method), heard::add);
        return peer.receiveRequest();
    }

    private void answer(SipRequest request, int code, String... header) throws IOException {
        SipResponse response = SipResponse.to(request, code).withToTag("there");
        for (int i = 0; i < header.length; i += 2) {
            response = response.with(header[i], header[i + 1]);
        }
        peer.send(response, endpoint.listeningPoints().get(0).port());
    }

    private void challenge(SipRequest request, String nonce) throws IOException {
        answer(request, 401, "WWW-Authenticate", "Digest realm=\"there\", nonce=\"" + nonce + "\", qop=\"auth\"");
    }

    private SipResponse hear() throws InterruptedException {
        SipResponse response = heard.poll(5, TimeUnit.SECONDS);
        assertThat(response).isNotNull();
        return response;
    }

    @Test
    @DisplayName("S20 S24 S97: subscribe with one challenge, refresh and unsubscribe without one")
    void answersOneChallengeForTheLifeOfADialog() throws Exception {
        SipRequest first = send("SUBSCRIBE");
        challenge(first, "n1");
        SipRequest second = peer.receiveRequest();
        answer(second, 200);

        assertThat(second.callId()).isEqualTo(first.callId());
        assertThat(second.from()).hasToString(first.from().toString());
        assertThat(second.header("Via")).isNotEqualTo(first.header("Via"));
        assertThat(second.elements("Via")).hasSize(1);
        assertThat(second.header("Authorization").orElseThrow()).endsWith("nc=00000001");
        SipResponse accepted = hear();
        assertThat(accepted.code()).isEqualTo(200);
        assertThat(accepted.cseq()).isEqualTo(2);

        dialog = dialog.withLocalCseq(accepted.cseq()).establishedBy(accepted);
        SipRequest refresh = send("SUBSCRIBE");
        answer(refresh, 200);
        assertThat(refresh.cseq()).isEqualTo(3);
        assertThat(refresh.header("Authorization").orElseThrow()).endsWith("nc=00000002");
        assertThat(hear().code()).isEqualTo(200);
        assertThat(endpoint.counters().get(Count.CHALLENGES_ANSWERED)).isEqualTo(1);
    }

    @Test
    @DisplayName("N21: a NOTIFY that is challenged is sent again")
    void answersForANotify() throws Exception {
        answer(
                send("NOTIFY"),
                407,
                "Proxy-Authenticate",
                "Digest realm=\"there\", nonce=\"n1\", qop=\"auth\", algorithm=SHA-256");
        SipRequest again = peer.receiveRequest();
        answer(again, 200);

        assertThat(again.header("Proxy-Authorization").orElseThrow()).contains("algorithm=SHA-256");
        assertThat(hear().cseq()).isEqualTo(2);
    }

    @Test
    @DisplayName("S21: a wrong password is two requests, and the 401 for the caller with the number of the second")
    void givesARejectionToTheCaller() throws Exception {
        challenge(send("SUBSCRIBE"), "n1");
        challenge(peer.receiveRequest(), "n2");

        SipResponse refused = hear();
        assertThat(refused.code()).isEqualTo(401);
        assertThat(refused.cseq()).isEqualTo(2);
        assertThat(peer.receive(100)).isEmpty();
        assertThat(endpoint.counters().get(Count.CHALLENGES_FAILED)).isEqualTo(1);
    }

    @Test
    @DisplayName("S20 C06: a retransmitted challenge is answered once, a lost answer is sent again as it was")
    void doesNotAnswerARetransmissionAgain() throws Exception {
        SipRequest first = send("SUBSCRIBE");
        challenge(first, "n1");
        challenge(first, "n1");
        SipRequest second = peer.receiveRequest();
        SipRequest retransmitted = peer.receiveRequest();

        assertThat(second.cseq()).isEqualTo(2);
        assertThat(retransmitted.toString()).isEqualTo(second.toString());
    }

    @Test
    @DisplayName("X27: without credentials for it a challenge is for the caller")
    void givesTheChallengeToTheCallerWithoutCredentials() throws Exception {
        credentials.remove("bob");
        challenge(send("SUBSCRIBE"), "n1");

        assertThat(hear().code()).isEqualTo(401);
        assertThat(peer.receive(100)).isEmpty();
    }

    @Test
    void theLocalAnswerToTheSecondRequestHasItsNumber() throws Exception {
        challenge(send("SUBSCRIBE"), "n1");
        assertThat(peer.receiveRequest().cseq()).isEqualTo(2);
        endpoint.close();

        SipResponse failed = hear();
        assertThat(failed.isLocal()).isTrue();
        assertThat(failed.cseq()).isEqualTo(2);
    }
}
