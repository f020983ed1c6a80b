package io.qsa.sip.endpoint.internal.core;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;

import static io.qsa.sip.endpoint.internal.core.Samples.subscribe;
import static io.qsa.sip.endpoint.internal.core.TlsRig.local;
import static io.qsa.sip.endpoint.internal.core.TlsRig.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The endpoint over TLS. */
class TlsEndpointTest {
    @TempDir
    private Path folder;

    private TlsRig rig;

    @BeforeEach
    void start() {
        rig = new TlsRig(folder);
    }

    @AfterEach
    void stop() throws Exception {
        rig.stop();
    }

    @ParameterizedTest
    @DisplayName("C19: serves peers over TLS 1.2 and 1.3, also large messages that come together")
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesPeers(String protocol) throws Exception {
        Endpoint endpoint = rig.start(local());
        TcpPeer peer = TcpPeer.over(rig.connect(port(endpoint), protocol));
        String options = Samples.request("OPTIONS", "TLS", peer.port(), "Subject: " + "x".repeat(50_000));
        peer.send(options.repeat(20));

        for (int i = 0; i < 20; i++) {
            assertThat(peer.receiveResponse().code()).isEqualTo(200);
        }
    }

    @Test
    void refusesOlderVersions() throws Exception {
        SSLSocket socket = rig.connect(port(rig.start(local())), "TLSv1.1");

        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @DisplayName("S10: has a sips Contact in a sips request and its answer, else a sip Contact with transport=tls")
    @CsvSource({"sips:peer@127.0.0.1:%d, sips:", "sip:peer@127.0.0.1:%d;transport=tls, sip:"})
    void givesTheContactThatTheRequestWants(String uri, String scheme) throws Exception {
        Endpoint server = rig.start(local());
        Endpoint client = rig.start(local());
        client.send(subscribe(String.format(uri, port(server))), rig.heard::add);

        IncomingRequest request = rig.take();
        assertThat(request.request().header("Via").orElseThrow()).startsWith("SIP/2.0/TLS ");
        request.respond(200);
        String suffix = scheme.equals("sip:") ? ";transport=tls>" : ">";
        assertThat(request.request().header("Contact").orElseThrow())
                .isEqualTo("<" + scheme + "127.0.0.1:" + port(client) + suffix);
        assertThat(rig.hear().header("Contact").orElseThrow())
                .isEqualTo("<" + scheme + "127.0.0.1:" + port(server) + suffix);
    }

    @Test
    @DisplayName("S10: sends no sips request without TLS")
    void sendsNoSipsRequestWithoutTls() throws Exception {
        Endpoint client = rig.start("udp:127.0.0.1:0", local());
        try (UdpPeer peer = new UdpPeer()) {
            client.send(subscribe("sips:a@example.com").withNextHop(SipUri.parse(peer.uri())), rig.heard::add);

            assertThat(rig.hear().code()).isEqualTo(503);
            assertThat(peer.receive(100)).isEmpty();
        }
    }

    @Test
    void asksAPeerThatHasConnectedOnItsConnection() throws Exception {
        Endpoint endpoint = rig.start(local());
        TcpPeer peer = TcpPeer.over(rig.connect(port(endpoint), "TLSv1.3"));
        peer.send(Samples.request("OPTIONS", "TLS", peer.port()));
        assertThat(peer.receiveResponse().code()).isEqualTo(200);
        endpoint.send(subscribe("sip:peer@127.0.0.1:" + peer.port() + ";transport=tls"), rig.heard::add);

        peer.send(SipResponse.to(peer.receiveRequest(), 202).withToTag("t"));
        assertThat(rig.hear().code()).isEqualTo(202);
    }

    @Test
    @DisplayName("X19: ends a connection that begins no TLS in time")
    void endsASilentConnection() throws Exception {
        Endpoint endpoint = rig.start(local(), "connect_timeout", "1");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(endpoint))) {
            socket.setSoTimeout(10_000);

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void endsAConnectionThatIsNotTls() throws Exception {
        Endpoint endpoint = rig.start(local());
        try (TcpPeer peer = TcpPeer.connectTo(endpoint.listeningPoints().get(0))) {
            peer.send(Samples.request("OPTIONS", "TCP", peer.port()));

            while (!peer.isEnded()) {
                // An alert precedes the end.
                continue;
            }
            assertThat(endpoint.connections()).isZero();
        }
    }

    @Test
    @DisplayName("C03: talks over IPv6")
    void talksOverIpv6() throws Exception {
        Endpoint server = rig.start("tls:[::1]:0", local());
        rig.start("tls:[::1]:0", local()).send(subscribe("sips:peer@[::1]:" + port(server)), rig.heard::add);
        IncomingRequest request = rig.take();
        request.respond(200);

        assertThat(request.source().getAddress()).isEqualTo(InetAddress.getByName("::1"));
        assertThat(rig.hear().code()).isEqualTo(200);
    }
}
