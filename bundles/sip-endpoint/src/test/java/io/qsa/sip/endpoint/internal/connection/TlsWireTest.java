package io.qsa.sip.endpoint.internal.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.qsa.sip.endpoint.internal.tls.Authority;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class TlsWireTest {
    /** The size of the buffer of a loop. */
    private static final int ROOM = 1 << 16;

    private static final int SMALL = 1_000;
    private static final int LARGE = 16_000;

    private final Authority authority = new Authority();
    private final SSLContext context = authority.context(authority.issue("peer"));

    @Test
    @DisplayName("C19: reads small records with a large one behind them that has no room any more")
    void goesOnWhenThereIsRoomAgain() throws Exception {
        try (ServerSocketChannel server = listen();
                SSLSocket peer = connect(server);
                SocketChannel accepted = server.accept()) {
            accepted.configureBlocking(false);
            CompletableFuture<Void> agreed = CompletableFuture.runAsync(() -> agree(peer));
            TlsWire wire = new TlsWire(accepted, serverEngine(), "");
            ByteBuffer read = ByteBuffer.allocate(ROOM);
            while (!wire.isReady()) {
                wire.read(read);
            }
            agreed.join();
            send(peer);

            int total = 0;
            do {
                total += wire.read(read.clear());
            } while (wire.hasMore() || total < 60 * SMALL + 3 * LARGE);
            assertThat(total).isEqualTo(60 * SMALL + 3 * LARGE);
        }
    }

    /** A socket with room for all that is sent before it is read. */
    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, 200_000)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private SSLSocket connect(ServerSocketChannel server) throws IOException {
        int port = server.socket().getLocalPort();
        return (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    }

    private SSLEngine serverEngine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }

    private static void agree(SSLSocket peer) {
        try {
            peer.startHandshake();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(SSLSocket peer) throws IOException {
        for (int i = 0; i < 60; i++) {
            peer.getOutputStream().write(new byte[SMALL]);
        }
        for (int i = 0; i < 3; i++) {
            peer.getOutputStream().write(new byte[LARGE]);
        }
    }
}
