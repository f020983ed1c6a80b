package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.tls.Authority;
import io.qsa.sip.jain.JainTransport;

/** Endpoints and peers with certificates of one authority that they trust. Confined to the test. */
final class TlsRig {
    static final Authority AUTHORITY = new Authority();

    final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();
    final BlockingQueue<IncomingRequest> incoming = new LinkedBlockingQueue<>();
    private final Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    private int files;

    TlsRig(Path folder) {
        this.folder = folder;
    }

    static Authority.Identity local() {
        return AUTHORITY.issue("local", "ip:127.0.0.1", "ip:::1");
    }

    /** An endpoint that trusts the authority and has this certificate; the keys are in the file {@code keysN}. */
    Endpoint start(String listen, Authority.Identity identity, String... settings) throws IOException {
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
        Endpoint endpoint = Endpoint.start(SipSettings.parse(values), new JainTransport());
        open.add(endpoint);
        endpoint.handle(incoming::add, Set.of("SUBSCRIBE", "NOTIFY"), Set.of("presence"));
        return endpoint;
    }

    Endpoint start(Authority.Identity identity, String... settings) throws IOException {
        return start("tls:127.0.0.1:0", identity, settings);
    }

    static int port(Endpoint endpoint) {
        return endpoint.listeningPoints().get(0).port();
    }

    SSLSocket connect(int port, String... protocols) throws Exception {
        SSLSocket socket = (SSLSocket)
                AUTHORITY.context(local()).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        open.add(socket);
        socket.setEnabledProtocols(protocols);
        return socket;
    }

    SSLServerSocket listen(Authority.Identity identity) throws Exception {
        SSLServerSocket server = (SSLServerSocket) AUTHORITY
                .context(identity)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        open.add(server);
        return server;
    }

    SipResponse hear() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    IncomingRequest take() throws InterruptedException {
        return incoming.poll(10, TimeUnit.SECONDS);
    }

    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }
}
