package io.qsa.sip.endpoint.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.List;

/** The bytes of the socket, without TLS. */
final class PlainWire implements Wire {
    private final SocketChannel channel;

    PlainWire(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public void write(ByteBuffer from) throws IOException {
        channel.write(from);
    }

    @Override
    public boolean isBlocked() {
        return false;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void end() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return List.of();
    }
}
