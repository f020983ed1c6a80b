package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;

/** A connection that does not block, under TLS as the server speaks it. Confined to the thread of its peer. */
final class TlsChannel implements ByteChannel {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Room for some records; {@link StreamBuffer} has more. */
    private static final int SIZE = 1 << 16;

    private final SocketChannel channel;
    private final SSLEngine engine;
    /** Received bytes that are not decoded yet. */
    private final ByteBuffer coming = ByteBuffer.allocate(SIZE);
    /** Encoded bytes that are not written yet. */
    private final ByteBuffer leaving = ByteBuffer.allocate(SIZE);

    TlsChannel(SocketChannel channel, SSLContext context) throws IOException {
        this.channel = channel;
        engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.beginHandshake();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int before = into.position();
        boolean isEnd = channel.read(coming) < 0;
        coming.flip();
        SSLEngineResult result;
        do {
            result = engine.unwrap(coming, into);
            negotiate();
        } while (result.getStatus() == Status.OK && result.bytesConsumed() > 0);
        coming.compact();
        flush();
        int count = into.position() - before;
        return count == 0 && (isEnd || engine.isInboundDone()) ? -1 : count;
    }

    /** Does the steps of the engine that need no bytes of the peer. */
    private void negotiate() throws IOException {
        boolean progress = true;
        while (progress) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> progress = encode(NOTHING);
                default -> progress = false;
            }
        }
    }

    /** Encodes one record; returns whether there was room for it. */
    private boolean encode(ByteBuffer from) throws IOException {
        return engine.wrap(from, leaving).getStatus() == Status.OK;
    }

    /** Accepts nothing until the handshake is complete. */
    @Override
    public int write(ByteBuffer from) throws IOException {
        int before = from.position();
        while (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && from.hasRemaining() && encode(from)) {
            // One record more.
        }
        flush();
        return from.position() - before;
    }

    private void flush() throws IOException {
        leaving.flip();
        channel.write(leaving);
        leaving.compact();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
