package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;

class TcpEndpointTest {
    private final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<IncomingRequest> incoming = new LinkedBlockingQueue<>();
    private Endpoint endpoint;
    private ListeningPoint udp;
    private ListeningPoint tcp;

    @BeforeEach
    void start() throws IOException {
        endpoint = Endpoint.start(
                SipSettings.parse(Map.of(
                        "listen",
                        "udp:127.0.0.1:0,tcp:127.0.0.1:0",
                        "t1",
                        "50",
                        "max_message_size",
                        "4096",
                        "max_body_size",
                        "1000")),
                new JainTransport());
        udp = endpoint.listeningPoints().get(0);
        tcp = endpoint.listeningPoints().get(1);
        endpoint.handle(incoming::add, Set.of("NOTIFY"), Set.of("presence"));
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    private static String tcpUri(int port) {
        return "sip:peer@127.0.0.1:" + port + ";transport=tcp";
    }

    private SipResponse hear() throws InterruptedException {
        return heard.poll(5, TimeUnit.SECONDS);
    }

    private IncomingRequest take() throws InterruptedException {
        return incoming.poll(5, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("C09: reads messages that come together and messages that come in pieces")
    void readsPipelinedAndSplitMessages() throws Exception {
        try (TcpPeer peer = TcpPeer.connectTo(tcp)) {
            String options = Samples.request("OPTIONS", "TCP", peer.port());
            String notify =
                    Samples.request("NOTIFY", "TCP", peer.port()).replace("Content-Length: 0", "l : 5") + "hello";
            peer.send(options + Samples.request("CANCEL", "TCP", peer.port()) + notify.substring(0, 40));

            assertThat(peer.receiveResponse().code()).isEqualTo(200);
            assertThat(peer.receiveResponse().code()).isEqualTo(481);
            peer.send(notify.substring(40, notify.length() - 2));
            peer.send(notify.substring(notify.length() - 2));
            IncomingRequest request = take();
            assertThat(request.request().body()).asString().isEqualTo("hello");
            request.respond(200);
            assertThat(peer.receiveResponse().code()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 0", "X: y", "Content-Length: 100000"})
    @DisplayName("F08 S129 a malformed response is an answer over TCP too, and if its length cannot be known")
    void takesAnAnswerThatIsMalformed(String length) throws Exception {
        try (ServerSocket server = TcpPeer.listen()) {
            endpoint.send(Samples.subscribe(tcpUri(server.getLocalPort())), heard::add);
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                SipRequest request = peer.receiveRequest();
                String answer = SipResponse.to(request, 404)
                        .toString()
                        .replace("Not Found", "nicht verf\u00fcgbar")
                        .replace("Content-Length: 0", length);
                peer.send(answer.getBytes(StandardCharsets.ISO_8859_1));

                assertThat(hear().code()).isEqualTo(404);
                assertThat(endpoint.counters().get(Count.RETRANSMISSIONS_SENT)).isZero();
            }
        }
    }

    @Test
    @DisplayName("C09: answers a message without Content-Length with 400 and ends the connection")
    void refusesAMessageWithoutLength() throws Exception {
        try (TcpPeer peer = TcpPeer.connectTo(tcp)) {
            peer.send(Samples.request("NOTIFY", "TCP", peer.port()).replace("Content-Length: 0\r\n", ""));

            assertThat(peer.receiveResponse().code()).isEqualTo(400);
            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    @DisplayName("C09: sends everything that is given to a connection that does not stand yet")
    void sendsWhatComesWhileItConnects() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (ServerSocket server = TcpPeer.listen()) {
                String uri = tcpUri(server.getLocalPort());
                endpoint.send(Samples.subscribe(uri), response -> {});
                endpoint.send(Samples.subscribe(uri), response -> {});
                try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                    assertThat(peer.receiveRequest().method()).isEqualTo("SUBSCRIBE");
                    assertThat(peer.receiveRequest().method()).isEqualTo("SUBSCRIBE");
                }
            }
        }
    }

    @Test
    @DisplayName("C20: answers a message over the limit with 513 and ends the connection")
    void refusesAMessageThatIsTooLarge() throws Exception {
        try (TcpPeer peer = TcpPeer.connectTo(tcp)) {
            peer.send(
                    Samples.request("NOTIFY", "TCP", peer.port()).replace("Content-Length: 0", "Content-Length: 4000"));

            assertThat(peer.receiveResponse().code()).isEqualTo(513);
            assertThat(peer.isEnded()).isTrue();
            assertThat(endpoint.counters().get(Count.TOO_LARGE)).isEqualTo(1);
        }
    }

    /** X19, C20: no peer makes the endpoint collect more than it would read. */
    @ParameterizedTest
    @ValueSource(strings = {"NOTIFY ", "NOTIFY sip:bob@example.com SIP/2.0\r\nSubject: "})
    void endsAConnectionWhoseHeaderSectionDoesNotEnd(String beginning) throws Exception {
        try (TcpPeer peer = TcpPeer.connectTo(tcp)) {
            peer.send(beginning + "a".repeat(10_000));

            assertThat(peer.isEnded()).isTrue();
        }
    }

    @Test
    void refusesABodyThatIsTooLargeAndGoesOn() throws Exception {
        try (TcpPeer peer = TcpPeer.connectTo(tcp)) {
            peer.send(Samples.request("NOTIFY", "TCP", peer.port()).replace("Content-Length: 0", "Content-Length: 1001")
                    + "x".repeat(1001));
            assertThat(peer.receiveResponse().code()).isEqualTo(413);

            peer.send(Samples.request("OPTIONS", "TCP", peer.port()));
            assertThat(peer.receiveResponse().code()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("X33: refuses every Content-Encoding with 415")
    void refusesContentEncoding() throws Exception {
        try (TcpPeer peer = TcpPeer.connectTo(tcp)) {
            peer.send(Samples.request("NOTIFY", "TCP", peer.port(), "e: gzip"));

            SipResponse response = peer.receiveResponse();
            assertThat(response.code()).isEqualTo(415);
            assertThat(response.header("Accept-Encoding")).contains("identity");
        }
    }

    @Test
    void usesOneConnectionForRequestsBothWays() throws Exception {
        try (ServerSocket server = TcpPeer.listen()) {
            endpoint.send(Samples.subscribe(tcpUri(server.getLocalPort())), heard::add);
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                SipRequest first = peer.receiveRequest();
                assertThat(first.header("Via").orElseThrow()).startsWith("SIP/2.0/TCP ");
                assertThat(first.header("Contact").orElseThrow()).contains(":" + tcp.port() + ";transport=tcp");
                peer.send(SipResponse.to(first, 200).withToTag("there"));
                assertThat(hear().code()).isEqualTo(200);

                peer.send(Samples.request("NOTIFY", "TCP", server.getLocalPort()));
                take().respond(200);
                assertThat(peer.receiveResponse().code()).isEqualTo(200);

                endpoint.send(Samples.subscribe(tcpUri(server.getLocalPort())), heard::add);
                peer.send(SipResponse.to(peer.receiveRequest(), 202).withToTag("there"));
                assertThat(hear().code()).isEqualTo(202);
            }
        }
    }

    @Test
    @DisplayName("S33: says with a local 503 that nobody listens there")
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket server = TcpPeer.listen()) {
            port = server.getLocalPort();
        }
        endpoint.send(Samples.subscribe(tcpUri(port)), heard::add);

        SipResponse response = hear();
        assertThat(response.code()).isEqualTo(503);
        assertThat(response.isLocal()).isTrue();
        assertThat(endpoint.counters().get(Count.SEND_FAILURES)).isEqualTo(1);
    }

    @Test
    void connectsAgainAfterTheConnectionHasEnded() throws Exception {
        try (ServerSocket server = TcpPeer.listen()) {
            endpoint.send(Samples.subscribe(tcpUri(server.getLocalPort())), heard::add);
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                peer.send(SipResponse.to(peer.receiveRequest(), 200).withToTag("there"));
                assertThat(hear().code()).isEqualTo(200);
            }
            endpoint.send(Samples.subscribe(tcpUri(server.getLocalPort())), heard::add);
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                peer.send(SipResponse.to(peer.receiveRequest(), 202).withToTag("there"));
                assertThat(hear().code()).isEqualTo(202);
            }
        }
    }

    @Test
    void sendsARequestAgainWhoseConnectionEndsBeforeTheAnswer() throws Exception {
        try (ServerSocket server = TcpPeer.listen()) {
            endpoint.send(Samples.subscribe(tcpUri(server.getLocalPort())), heard::add);
            String branch;
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                branch = peer.receiveRequest().header("Via").orElseThrow();
            }
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                SipRequest again = peer.receiveRequest();
                assertThat(again.header("Via")).contains(branch);
                peer.send(SipResponse.to(again, 200).withToTag("there"));
                assertThat(hear().code()).isEqualTo(200);
            }
        }
    }

    @Test
    @DisplayName("C08: sends a large request over TCP")
    void sendsALargeRequestOverTcp() throws Exception {
        try (ServerSocket server = TcpPeer.listen()) {
            SipRequest large = Samples.subscribe("sip:peer@127.0.0.1:" + server.getLocalPort())
                    .withBody("text/plain", new byte[1300]);
            endpoint.send(large, heard::add);
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                assertThat(peer.receiveRequest().header("Via").orElseThrow()).startsWith("SIP/2.0/TCP ");
            }
        }
    }

    @Test
    @DisplayName("C08: falls back to UDP where nobody listens over TCP")
    void fallsBackToUdp() throws Exception {
        try (UdpPeer peer = new UdpPeer()) {
            endpoint.send(Samples.subscribe(peer.uri()).withBody("text/plain", new byte[1300]), heard::add);

            SipRequest request = peer.receiveRequest();
            assertThat(request.header("Via").orElseThrow()).startsWith("SIP/2.0/UDP ");
            assertThat(request.header("Contact").orElseThrow()).contains(":" + udp.port() + ">");
            peer.send(SipResponse.to(request, 200).withToTag("there"), udp.port());
            assertThat(hear().code()).isEqualTo(200);
        }
    }

    @Test
    void bringsTheAnswerToTheAddressInViaIfTheConnectionIsGone() throws Exception {
        try (ServerSocket server = TcpPeer.listen()) {
            IncomingRequest request;
            try (TcpPeer peer = TcpPeer.connectTo(tcp)) {
                peer.send(Samples.request("NOTIFY", "TCP", server.getLocalPort()));
                request = take();
                peer.send("a message that makes the endpoint end the connection\r\n\r\n");
                assertThat(peer.isEnded()).isTrue();
            }
            request.respond(200);
            try (TcpPeer peer = TcpPeer.acceptedBy(server)) {
                assertThat(peer.receiveResponse().code()).isEqualTo(200);
            }
        }
    }

    @Test
    @DisplayName("C11: answers a keep-alive on a connection")
    void answersAKeepAlive() throws Exception {
        try (TcpPeer peer = TcpPeer.connectTo(tcp)) {
            peer.send(Samples.request("OPTIONS", "TCP", peer.port()));
            peer.receiveResponse();
            peer.send("\r\n\r\n");

            assertThat(peer.readText(2)).isEqualTo("\r\n");
        }
    }
}
