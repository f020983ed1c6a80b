package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.tls.Authority;

import static io.qsa.sip.endpoint.internal.core.Samples.subscribe;
import static io.qsa.sip.endpoint.internal.core.TlsRig.AUTHORITY;
import static io.qsa.sip.endpoint.internal.core.TlsRig.local;
import static io.qsa.sip.endpoint.internal.core.TlsRig.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which side must authenticate with a certificate, and for which name. */
class TlsCertificatesTest {
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
        Endpoint server = rig.start(AUTHORITY.issue(host, name));
        Endpoint client = rig.start(local());
        client.send(subscribe("sips:peer@" + host + ":" + port(server)), rig.heard::add);
        if (code == 200) {
            rig.take().respond(200);
        }

        assertThat(rig.hear().code()).isEqualTo(code);
        assertThat(rig.incoming).isEmpty();
    }

    @Test
    @DisplayName("C19: talks to no server whose certificate nobody trusted has signed")
    void refusesAServerThatNobodyVouchesFor() throws Exception {
        Endpoint server = rig.start(new Authority().issue("x", "ip:127.0.0.1"));
        rig.start(local()).send(subscribe("sips:peer@127.0.0.1:" + port(server)), rig.heard::add);

        assertThat(rig.hear().code()).isEqualTo(503);
        assertThat(rig.incoming).isEmpty();
    }

    @Test
    @DisplayName("C19: tells a server which domain it asks for, and keeps a connection for one domain")
    void tellsTheDomain() throws Exception {
        SSLServerSocket server = rig.listen(AUTHORITY.issue("x", "dns:localhost", "ip:127.0.0.1"));
        Endpoint client = rig.start(local());
        client.send(subscribe("sips:peer@localhost:" + server.getLocalPort()), rig.heard::add);
        SSLSocket first = (SSLSocket) server.accept();
        TcpPeer peer = TcpPeer.over(first);
        peer.send(SipResponse.to(peer.receiveRequest(), 200).withToTag("t"));

        assertThat(rig.hear().code()).isEqualTo(200);
        assertThat(((ExtendedSSLSession) first.getSession()).getRequestedServerNames())
                .asString()
                .contains("localhost");
        client.send(subscribe("sips:peer@127.0.0.1:" + server.getLocalPort()), rig.heard::add);
        TcpPeer second = TcpPeer.over(server.accept());
        second.send(SipResponse.to(second.receiveRequest(), 202).withToTag("t"));
        assertThat(rig.hear().code()).isEqualTo(202);
    }

    @Test
    @DisplayName("C19: with tls_client_auth=need serves only peers with a certificate, and tells who they are")
    void asksForCertificatesOfPeers() throws Exception {
        Endpoint server = rig.start(local(), "tls_client_auth", "need");
        rig.start(AUTHORITY.issue("bob", "uri:sip:bob@example.com"))
                .send(subscribe("sips:peer@127.0.0.1:" + port(server)), rig.heard::add);
        IncomingRequest request = rig.take();
        request.respond(200);

        assertThat(request.peerIdentities()).containsExactly("sip:bob@example.com");
        assertThat(request.peerCertificates()).hasSize(1);
        assertThat(rig.hear().code()).isEqualTo(200);

        rig.start(new Authority().issue("eve", "uri:sip:bob@example.com"))
                .send(subscribe("sips:peer@127.0.0.1:" + port(server)), rig.heard::add);
        assertThat(rig.hear().code()).isEqualTo(503);
        assertThat(rig.incoming).isEmpty();
    }

    @Test
    void asksNobodyForCertificatesByDefault() throws Exception {
        Endpoint server = rig.start(local());
        rig.start(local()).send(subscribe("sips:peer@127.0.0.1:" + port(server)), rig.heard::add);
        IncomingRequest request = rig.take();
        request.respond(200);

        assertThat(request.peerIdentities()).isEmpty();
        assertThat(rig.hear().code()).isEqualTo(200);
    }

    @Test
    @DisplayName("C19: takes new keys for new connections and leaves the others and UDP alone")
    void takesNewKeys() throws Exception {
        Endpoint endpoint = rig.start("tls:127.0.0.1:0, udp:127.0.0.1:0", local());
        List<ListeningPoint> points = endpoint.listeningPoints();
        TcpPeer before = TcpPeer.over(rig.connect(port(endpoint), "TLSv1.3"));
        before.send(Samples.request("OPTIONS", "TLS", before.port()));
        assertThat(before.receiveResponse().code()).isEqualTo(200);

        Authority.Identity fresh = local();
        Files.setLastModifiedTime(fresh.write(folder.resolve("keys0")), FileTime.fromMillis(0));
        endpoint.refreshKeys();
        SSLSocket after = rig.connect(port(endpoint), "TLSv1.3");
        after.startHandshake();
        assertThat(after.getSession().getPeerCertificates()[0]).isEqualTo(fresh.certificate());
        before.send(Samples.request("OPTIONS", "TLS", before.port()));
        assertThat(before.receiveResponse().code()).isEqualTo(200);
        assertThat(endpoint.listeningPoints()).isEqualTo(points);
    }

    @Test
    void doesNotListenWithoutKeys() {
        assertThatThrownBy(() -> rig.start(
                        local(), "tls_certificate", folder.resolve("none").toString()))
                .isInstanceOf(IOException.class);
    }
}
