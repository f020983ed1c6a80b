package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;

class UdpEndpointTest {
    private final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();
    private Endpoint endpoint;
    private ListeningPoint point;
    private UdpPeer peer;

    @BeforeEach
    void start() throws IOException {
        endpoint = Endpoint.start(SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0")), new JainTransport());
        point = endpoint.listeningPoints().get(0);
        peer = new UdpPeer();
    }

    @AfterEach
    void stop() {
        peer.close();
        endpoint.close();
    }

    private SipRequest subscribe() {
        return Samples.subscribe(peer.uri());
    }

    private SipResponse hear() throws InterruptedException {
        return heard.poll(5, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("S08 C10: completes a request and hears its one final answer")
    void completesARequestAndHearsItsAnswer() throws Exception {
        endpoint.send(subscribe(), heard::add);

        SipRequest request = peer.receiveRequest();
        assertThat(request.header("Max-Forwards")).contains("70");
        assertThat(request.header("Contact")).contains("<sip:127.0.0.1:" + point.port() + ">");
        assertThat(request.header("Via").orElseThrow())
                .startsWith("SIP/2.0/UDP 127.0.0.1:" + point.port() + ";rport;branch=z9hG4bK");
        assertThat(request.to().tag()).isEmpty();
        peer.send(SipResponse.to(request, 100), point.port());
        peer.send(SipResponse.to(request, 202).withToTag("there"), point.port());
        peer.send(SipResponse.to(request, 202).withToTag("there"), point.port());

        assertThat(hear().code()).isEqualTo(202);
        assertThat(peer.receive(100)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("C06: sends again until it gives up with a local 408")
    void givesUpAfterTimerF() throws Exception {
        endpoint.apply(SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0", "t1", "20")));
        endpoint.send(subscribe(), heard::add);

        SipRequest first = peer.receiveRequest();
        assertThat(peer.receiveRequest().header("Via")).isEqualTo(first.header("Via"));
        SipResponse response = hear();
        assertThat(response.code()).isEqualTo(408);
        assertThat(response.isLocal()).isTrue();
        assertThat(endpoint.counters().get(Count.TIMEOUTS)).isEqualTo(1);
    }

    @Test
    @DisplayName("F08 S129 a final response with a Latin-1 reason phrase ends the request, and no breaker opens")
    void takesAnAnswerThatIsMalformed() throws Exception {
        endpoint.apply(SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0", "t1", "100", "breaker_failures", "2")));
        for (int i = 0; i < 5; i++) {
            endpoint.send(subscribe(), heard::add);
            SipRequest request = peer.receiveRequest();
            String answer = SipResponse.to(request, 404).toString().replace("Not Found", "nicht verf\u00fcgbar");
            peer.send(answer.getBytes(StandardCharsets.ISO_8859_1), point.port());

            SipResponse response = hear();
            assertThat(response.code()).isEqualTo(404);
            assertThat(response.isLocal()).isFalse();
            assertThat(response.phrase()).isEqualTo("nicht verf\u00fcgbar");
        }
        assertThat(peer.receive(300)).isEmpty();
        assertThat(endpoint.tolerated().get(EndpointTolerance.MALFORMED_RESPONSES.counter()))
                .isEqualTo(5);
        assertThat(endpoint.counters().get(Count.RETRANSMISSIONS_SENT)).isZero();
        assertThat(endpoint.counters().get(Count.HOPS_GIVEN_UP)).isZero();
    }

    @Test
    @DisplayName("S43: answers a NOTIFY that nobody claims with 481, a thousand of them too")
    void refusesStrayNotifies() throws Exception {
        for (int i = 0; i < 1000; i++) {
            peer.send(Samples.request("NOTIFY", "UDP", peer.port()), point);
            assertThat(peer.receiveResponse().code()).isEqualTo(481);
        }

        assertThat(endpoint.counters().get(Count.UNCLAIMED_NOTIFIES)).isEqualTo(1000);
    }

    @Test
    @DisplayName("C07 S55: gives a retransmission the same answer and shows it to nobody")
    void repeatsTheAnswer() throws Exception {
        endpoint.handle(
                incoming -> {
                    heard.add(SipResponse.to(incoming.request(), 200));
                    incoming.respond(200);
                    return true;
                },
                Set.of("NOTIFY"),
                Set.of("presence"));
        String notify = Samples.request("NOTIFY", "UDP", peer.port());

        peer.send(notify, point);
        SipResponse first = peer.receiveResponse();
        peer.send(notify, point);
        SipResponse second = peer.receiveResponse();

        assertThat(first.code()).isEqualTo(200);
        assertThat(first.to().tag()).isPresent();
        assertThat(first.header("Contact")).contains("<sip:127.0.0.1:" + point.port() + ">");
        assertThat(second.toString()).isEqualTo(first.toString());
        assertThat(heard).hasSize(1);
    }

    @Test
    @DisplayName("C18: answers OPTIONS with what it can do")
    void answersOptions() throws Exception {
        endpoint.handle(incoming -> false, Set.of("NOTIFY", "SUBSCRIBE"), Set.of("presence"));
        peer.send(Samples.request("OPTIONS", "UDP", peer.port()), point);

        SipResponse response = peer.receiveResponse();
        assertThat(response.code()).isEqualTo(200);
        assertThat(response.header("Allow")).contains("NOTIFY, OPTIONS, SUBSCRIBE");
        assertThat(response.header("Allow-Events")).contains("presence");
        assertThat(response.header("Accept")).contains("");
        assertThat(response.header("Supported")).contains("");
    }

    @Test
    @DisplayName("S15, F117: tells the packages that can be subscribed to here in SUBSCRIBE and in the 2xx to a NOTIFY")
    void tellsThePackagesThatCanBeSubscribedTo() throws Exception {
        endpoint.handle(incoming -> false, Set.of("SUBSCRIBE"), Set.of("presence", "dialog"));
        endpoint.handle(
                incoming -> {
                    incoming.respond(200);
                    return true;
                },
                Set.of("NOTIFY"),
                Set.of("reg"));
        peer.send(Samples.request("NOTIFY", "UDP", peer.port(), "Event: presence"), point);
        assertThat(peer.receiveResponse().header("Allow-Events")).contains("dialog, presence");

        SipRequest subscribe = Samples.subscribe(peer.uri());
        endpoint.send(subscribe, response -> {});
        assertThat(peer.receiveRequest().header("Allow-Events")).contains("dialog, presence");
    }

    @Test
    void asksForAnotherTryWhereAHandlerMayStillCome() throws Exception {
        peer.send(Samples.request("SUBSCRIBE", "UDP", peer.port()), point);

        assertThat(peer.receiveResponse().code()).isEqualTo(503);
    }

    @Test
    void answersForAHandlerThatThrows() throws Exception {
        endpoint.handle(
                incoming -> {
                    throw new IllegalArgumentException("a test of what a handler may do");
                },
                Set.of("SUBSCRIBE"),
                Set.of());
        peer.send(Samples.request("SUBSCRIBE", "UDP", peer.port()), point);

        assertThat(peer.receiveResponse().code()).isEqualTo(500);
        assertThat(endpoint.counters().get(Count.HANDLER_FAILURES)).isEqualTo(1);
    }

    @Test
    @DisplayName("X13: refuses duplicate headers with 400")
    void refusesDuplicateHeaders() throws Exception {
        peer.send(Samples.request("NOTIFY", "UDP", peer.port(), "t: <sip:other@example.com>"), point);

        assertThat(peer.receiveResponse().code()).isEqualTo(400);
        assertThat(endpoint.counters().get(Count.MALFORMED_ANSWERED)).isEqualTo(1);
    }

    @Test
    void dropsWhatIsNoSip() throws Exception {
        peer.send("GET / HTTP/1.1\r\n\r\n", point);
        peer.send("\r\n\r\n", point);
        peer.send(Samples.request("OPTIONS", "UDP", peer.port()), point);

        assertThat(peer.receiveResponse().code()).isEqualTo(200);
        assertThat(peer.receive(50)).isEqualTo(Optional.empty());
        assertThat(endpoint.counters().get(Count.MALFORMED_DROPPED)).isEqualTo(1);
    }
}
