package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LifeCycleTest {
    private final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();

    private static Endpoint start(String listen) throws IOException {
        return Endpoint.start(SipSettings.parse(Map.of("listen", listen)), new JainTransport());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ForkJoinPool"))
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("Q14: leaves no thread and no port, ten times in a row, with traffic over UDP and TCP")
    void leavesNothingBehind() throws Exception {
        Set<String> before = threads();
        for (int i = 0; i < 10; i++) {
            Endpoint endpoint = start("udp:127.0.0.1:0, tcp:127.0.0.1:0");
            List<ListeningPoint> points = endpoint.listeningPoints();
            try (UdpPeer udp = new UdpPeer();
                    TcpPeer tcp = TcpPeer.connectTo(points.get(1));
                    ServerSocket server = TcpPeer.listen()) {
                udp.send(Samples.request("OPTIONS", "UDP", udp.port()), points.get(0));
                assertThat(udp.receiveResponse().code()).isEqualTo(200);
                tcp.send(Samples.request("OPTIONS", "TCP", tcp.port()));
                assertThat(tcp.receiveResponse().code()).isEqualTo(200);
                endpoint.send(
                        Samples.subscribe("sip:127.0.0.1:" + server.getLocalPort() + ";transport=tcp"), heard::add);
                try (TcpPeer called = TcpPeer.acceptedBy(server)) {
                    called.receiveRequest();
                    endpoint.close();
                }
            }
            new DatagramSocket(new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), points.get(0).port()))
                    .close();
            new ServerSocket(points.get(1).port(), 1, InetAddress.getLoopbackAddress()).close();
            assertThat(threads()).isEqualTo(before);
            assertThat(heard.poll(5, TimeUnit.SECONDS).code()).isEqualTo(503);
        }
    }

    @Test
    void namesAPortThatIsTaken() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String address = "udp:127.0.0.1:" + taken.getLocalPort();
            Set<String> before = threads();

            assertThatThrownBy(() -> start(address + ", tcp:127.0.0.1:0"))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining(address);
            assertThat(threads()).isEqualTo(before);
        }
    }

    @Test
    void listensAtTheOtherPointsIfOnePortIsTaken() throws Exception {
        try (ServerSocket taken = TcpPeer.listen();
                Endpoint endpoint = new Endpoint(
                        SipSettings.parse(
                                Map.of("listen", "tcp:127.0.0.1:" + taken.getLocalPort() + ", udp:127.0.0.1:0")),
                        new Handlers(),
                        new CredentialStore())) {
            endpoint.use(Optional.of(new JainTransport()));
            assertThat(endpoint.listen()).hasSize(1);
            assertThat(endpoint.listeningPoints())
                    .extracting(ListeningPoint::transport)
                    .containsExactly("udp");
        }
    }

    @Test
    void restartsOnlyTheListeningPointsThatDiffer() throws Exception {
        try (Endpoint endpoint = start("udp:127.0.0.1:0, tcp:127.0.0.1:0")) {
            ListeningPoint udp = endpoint.listeningPoints().get(0);
            endpoint.apply(SipSettings.parse(Map.of("listen", "tcp:localhost:0\nudp:127.0.0.1:0")));
            assertThat(endpoint.keepsItsPoints()).isFalse();

            assertThat(endpoint.listen()).isEmpty();

            assertThat(endpoint.listeningPoints()).hasSize(2);
            assertThat(endpoint.listeningPoints().get(1)).isSameAs(udp);
            assertThat(endpoint.keepsItsPoints()).isTrue();
        }
    }

    @Test
    void answersASendAfterTheEndWithALocal503() throws Exception {
        Endpoint endpoint = start("udp:127.0.0.1:0");
        endpoint.close();
        endpoint.send(Samples.subscribe("sip:127.0.0.1:9"), heard::add);

        assertThat(heard.poll(5, TimeUnit.SECONDS).code()).isEqualTo(503);
    }

    @Test
    @DisplayName("C03: speaks IPv6")
    void speaksIpv6() throws Exception {
        try (Endpoint one = start("udp:[::1]:0");
                Endpoint other = start("udp:[::1]:0")) {
            String uri = "sip:other@[::1]:" + other.listeningPoints().get(0).port();
            one.send(Samples.asking("OPTIONS", uri), heard::add);

            assertThat(heard.poll(5, TimeUnit.SECONDS).code()).isEqualTo(200);
        }
    }

    /** B25: behind NAT, Contact and Via show the address that peers see. */
    @Test
    @DisplayName("B25: shows in Contact and Via the address at which others see it")
    void listensEverywhereUnderThePublicAddress() throws Exception {
        try (Endpoint endpoint = start("udp:0.0.0.0:0;advertise=sip.example.com:5070");
                UdpPeer peer = new UdpPeer()) {
            endpoint.send(Samples.subscribe(peer.uri()), heard::add);

            SipRequest request = peer.receiveRequest();
            assertThat(request.header("Contact")).contains("<sip:sip.example.com:5070>");
            assertThat(request.header("Via").orElseThrow()).contains("sip.example.com:5070");
        }
    }

    @ParameterizedTest
    @DisplayName("C03 C10: speaks IPv6 over UDP and TCP")
    @ValueSource(strings = {"udp", "tcp"})
    void speaksIpv6(String transport) throws Exception {
        try (Endpoint server = start(transport + ":[::1]:0");
                Endpoint client = start(transport + ":[::1]:0")) {
            server.handle(
                    request -> {
                        request.respond(200);
                        return true;
                    },
                    Set.of("SUBSCRIBE"),
                    Set.of());
            String to = "sip:bob@[::1]:" + server.listeningPoints().get(0).port() + ";transport=" + transport;
            client.send(Samples.subscribe(to), heard::add);

            SipResponse response = heard.poll(10, TimeUnit.SECONDS);
            assertThat(response.code()).isEqualTo(200);
            assertThat(response.header("Via").orElseThrow()).contains("received=0:0:0:0:0:0:0:1", ";rport=");
        }
    }

    @Test
    void speaksToItself() throws Exception {
        try (Endpoint endpoint = start("udp:127.0.0.1:0, tcp:127.0.0.1:0")) {
            for (ListeningPoint point : endpoint.listeningPoints()) {
                endpoint.send(Samples.asking("OPTIONS", point.uri().toString()), heard::add);
                assertThat(heard.poll(5, TimeUnit.SECONDS).code()).isEqualTo(200);
            }
        }
    }
}
