package io.qsa.sip.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;
import io.qsa.sip.tls.Authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TlsEndpointTest {
    private static final Authority AUTHORITY = new Authority();

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<IncomingRequest> incoming = new LinkedBlockingQueue<>();
    private int files;

    /** An endpoint that trusts the authority and has a certificate for these names. */
    private Endpoint start(String listen, Authority.Identity identity, String... settings) throws IOException {
        Map<String, String> values = new HashMap<>(Map.of(
                "listen",
                listen,
                "tls_certificate",
                identity.write(folder.resolve("keys" + files++)).toString(),
                "tls_ca_list",
                AUTHORITY.write(folder.resolve("ca")).toString()));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        Endpoint endpoint = Endpoint.start(SipSettings.parse(values));
        open.add(endpoint);
        endpoint.handle(incoming::add, Set.of("SUBSCRIBE", "NOTIFY"), Set.of("presence"));
        return endpoint;
    }

    private Endpoint start(Authority.Identity identity, String... settings) throws IOException {
        return start("tls:127.0.0.1:0", identity, settings);
    }

    private static Authority.Identity local() {
        return AUTHORITY.issue("local", "ip:127.0.0.1", "ip:::1");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private SipResponse hear() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private IncomingRequest take() throws InterruptedException {
        return incoming.poll(10, TimeUnit.SECONDS);
    }

    private static SipRequest subscribe(String uri) {
        return SipDialog.asking("sip:bob@example.com", uri, List.of())
                .advanced()
                .request("SUBSCRIBE");
    }

    private static int port(Endpoint endpoint) {
        return endpoint.listeningPoints().get(0).port();
    }

    private SSLSocket connect(int port, String... protocols) throws Exception {
        SSLSocket socket = (SSLSocket)
                AUTHORITY.context(local()).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        open.add(socket);
        socket.setEnabledProtocols(protocols);
        return socket;
    }

    private SSLServerSocket listen(Authority.Identity identity) throws Exception {
        SSLServerSocket server = (SSLServerSocket) AUTHORITY
                .context(identity)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        open.add(server);
        return server;
    }

    @ParameterizedTest
    @DisplayName("C19: serves peers over TLS 1.2 and 1.3, also large messages that come together")
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void servesPeers(String protocol) throws Exception {
        Endpoint endpoint = start(local());
        TcpPeer peer = TcpPeer.over(connect(port(endpoint), protocol));
        String options = Samples.request("OPTIONS", "TLS", peer.port(), "Subject: " + "x".repeat(50_000));
        peer.send(options.repeat(20));

        for (int i = 0; i < 20; i++) {
            assertThat(peer.receiveResponse().code()).isEqualTo(200);
        }
    }

    @Test
    void refusesOlderVersions() throws Exception {
        SSLSocket socket = connect(port(start(local())), "TLSv1.1");

        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @DisplayName("S10: has a sips Contact in a sips request and its answer, else a sip Contact with transport=tls")
    @CsvSource({"sips:peer@127.0.0.1:%d, sips:", "sip:peer@127.0.0.1:%d;transport=tls, sip:"})
    void givesTheContactThatTheRequestWants(String uri, String scheme) throws Exception {
        Endpoint server = start(local());
        Endpoint client = start(local());
        client.send(subscribe(String.format(uri, port(server))), heard::add);

        IncomingRequest request = take();
        assertThat(request.request().header("Via").orElseThrow()).startsWith("SIP/2.0/TLS ");
        request.respond(200);
        String suffix = scheme.equals("sip:") ? ";transport=tls>" : ">";
        assertThat(request.request().header("Contact").orElseThrow())
                .isEqualTo("<" + scheme + "127.0.0.1:" + port(client) + suffix);
        assertThat(hear().header("Contact").orElseThrow())
                .isEqualTo("<" + scheme + "127.0.0.1:" + port(server) + suffix);
    }

    @Test
    @DisplayName("S10: sends no sips request without TLS")
    void sendsNoSipsRequestWithoutTls() throws Exception {
        Endpoint client = start("udp:127.0.0.1:0", local());
        try (UdpPeer peer = new UdpPeer()) {
            client.send(subscribe("sips:a@example.com").withNextHop(SipUri.parse(peer.uri())), heard::add);

            assertThat(hear().code()).isEqualTo(503);
            assertThat(peer.receive(100)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} with a certificate for {1}: {2}")
    @DisplayName("C19: talks to a server only if its certificate is for the domain that was asked for")
    @CsvSource({
        "localhost, uri:sip:localhost, 200",
        "localhost, dns:localhost, 200",
        "localhost, dns:other.example.com, 503",
        "localhost, uri:sip:alice@localhost, 503",
        "127.0.0.1, ip:127.0.0.1, 200",
        "127.0.0.1, dns:localhost, 503"
    })
    void checksTheDomainOfAServer(String host, String name, int code) throws Exception {
        Endpoint server = start(AUTHORITY.issue(host, name));
        Endpoint client = start(local());
        client.send(subscribe("sips:peer@" + host + ":" + port(server)), heard::add);
        if (code == 200) {
            take().respond(200);
        }

        assertThat(hear().code()).isEqualTo(code);
        assertThat(incoming).isEmpty();
    }

    @Test
    @DisplayName("C19: talks to no server whose certificate nobody trusted has signed")
    void refusesAServerThatNobodyVouchesFor() throws Exception {
        Endpoint server = start(new Authority().issue("x", "ip:127.0.0.1"));
        start(local()).send(subscribe("sips:peer@127.0.0.1:" + port(server)), heard::add);

        assertThat(hear().code()).isEqualTo(503);
        assertThat(incoming).isEmpty();
    }

    @Test
    @DisplayName("C19: tells a server which domain it asks for, and keeps a connection for one domain")
    void tellsTheDomain() throws Exception {
        SSLServerSocket server = listen(AUTHORITY.issue("x", "dns:localhost", "ip:127.0.0.1"));
        Endpoint client = start(local());
        client.send(subscribe("sips:peer@localhost:" + server.getLocalPort()), heard::add);
        SSLSocket first = (SSLSocket) server.accept();
        TcpPeer peer = TcpPeer.over(first);
        peer.send(SipResponse.to(peer.receiveRequest(), 200).withToTag("t"));

        assertThat(hear().code()).isEqualTo(200);
        assertThat(((ExtendedSSLSession) first.getSession()).getRequestedServerNames())
                .asString()
                .contains("localhost");
        client.send(subscribe("sips:peer@127.0.0.1:" + server.getLocalPort()), heard::add);
        TcpPeer second = TcpPeer.over(server.accept());
        second.send(SipResponse.to(second.receiveRequest(), 202).withToTag("t"));
        assertThat(hear().code()).isEqualTo(202);
    }

    @Test
    @DisplayName("C19: with tls_client_auth=need serves only peers with a certificate, and tells who they are")
    void asksForCertificatesOfPeers() throws Exception {
        Endpoint server = start(local(), "tls_client_auth", "need");
        start(AUTHORITY.issue("bob", "uri:sip:bob@example.com"))
                .send(subscribe("sips:peer@127.0.0.1:" + port(server)), heard::add);
        IncomingRequest request = take();
        request.respond(200);

        assertThat(request.peerIdentities()).containsExactly("sip:bob@example.com");
        assertThat(request.peerCertificates()).hasSize(1);
        assertThat(hear().code()).isEqualTo(200);

        start(new Authority().issue("eve", "uri:sip:bob@example.com"))
                .send(subscribe("sips:peer@127.0.0.1:" + port(server)), heard::add);
        assertThat(hear().code()).isEqualTo(503);
        assertThat(incoming).isEmpty();
    }

    @Test
    void asksAPeerThatHasConnectedOnItsConnection() throws Exception {
        Endpoint endpoint = start(local());
        TcpPeer peer = TcpPeer.over(connect(port(endpoint), "TLSv1.3"));
        peer.send(Samples.request("OPTIONS", "TLS", peer.port()));
        assertThat(peer.receiveResponse().code()).isEqualTo(200);
        endpoint.send(subscribe("sip:peer@127.0.0.1:" + peer.port() + ";transport=tls"), heard::add);

        peer.send(SipResponse.to(peer.receiveRequest(), 202).withToTag("t"));
        assertThat(hear().code()).isEqualTo(202);
    }

    @Test
    void asksNobodyForCertificatesByDefault() throws Exception {
        Endpoint server = start(local());
        start(local()).send(subscribe("sips:peer@127.0.0.1:" + port(server)), heard::add);
        IncomingRequest request = take();
        request.respond(200);

        assertThat(request.peerIdentities()).isEmpty();
        assertThat(hear().code()).isEqualTo(200);
    }

    @Test
    @DisplayName("C19: takes new keys for new connections and leaves the others and UDP alone")
    void takesNewKeys() throws Exception {
        Endpoint endpoint = start("tls:127.0.0.1:0, udp:127.0.0.1:0", local());
        List<ListeningPoint> points = endpoint.listeningPoints();
        TcpPeer before = TcpPeer.over(connect(port(endpoint), "TLSv1.3"));
        before.send(Samples.request("OPTIONS", "TLS", before.port()));
        assertThat(before.receiveResponse().code()).isEqualTo(200);

        Authority.Identity fresh = local();
        Files.setLastModifiedTime(fresh.write(folder.resolve("keys0")), FileTime.fromMillis(0));
        endpoint.refreshKeys();
        SSLSocket after = connect(port(endpoint), "TLSv1.3");
        after.startHandshake();
        assertThat(after.getSession().getPeerCertificates()[0]).isEqualTo(fresh.certificate());
        before.send(Samples.request("OPTIONS", "TLS", before.port()));
        assertThat(before.receiveResponse().code()).isEqualTo(200);
        assertThat(endpoint.listeningPoints()).isEqualTo(points);
    }

    @Test
    void doesNotListenWithoutKeys() {
        assertThatThrownBy(() ->
                        start(local(), "tls_certificate", folder.resolve("none").toString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("X19: ends a connection that begins no TLS in time")
    void endsASilentConnection() throws Exception {
        Endpoint endpoint = start(local(), "connect_timeout", "1");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(endpoint))) {
            socket.setSoTimeout(10_000);

            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void endsAConnectionThatIsNotTls() throws Exception {
        Endpoint endpoint = start(local());
        try (TcpPeer peer = TcpPeer.connectTo(endpoint.listeningPoints().get(0))) {
            peer.send(Samples.request("OPTIONS", "TCP", peer.port()));

            while (!peer.isEnded()) {
                // An alert comes before the end.
                continue;
            }
            assertThat(endpoint.connections()).isZero();
        }
    }

    @Test
    @DisplayName("C03: talks over IPv6")
    void talksOverIpv6() throws Exception {
        Endpoint server = start("tls:[::1]:0", local());
        start("tls:[::1]:0", local()).send(subscribe("sips:peer@[::1]:" + port(server)), heard::add);
        IncomingRequest request = take();
        request.respond(200);

        assertThat(request.source().getAddress()).isEqualTo(InetAddress.getByName("::1"));
        assertThat(hear().code()).isEqualTo(200);
    }
}
