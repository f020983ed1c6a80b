package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;

/**
 * The connections that the measured process opens to one port; messages are sent over the one that was used last by the
 * peer. Confined to the thread of its peer.
 */
final class TcpWire implements Wire {
    private static final int BUFFER = 1 << 20;

    /** Wraps a connection in the layer for its bytes. */
    private interface Layer {
        ByteChannel over(SocketChannel connection) throws IOException;
    }

    private final String transport;
    private final Layer layer;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final List<StreamBuffer> streams = new ArrayList<>();
    private ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    private StreamBuffer current;

    private TcpWire(String transport, Layer layer) throws IOException {
        this.transport = transport;
        this.layer = layer;
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.configureBlocking(false);
        selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** The bytes as they are. */
    static TcpWire plain() throws IOException {
        return new TcpWire("TCP", connection -> connection);
    }

    /** The bytes under TLS. */
    static TcpWire secured(SSLContext context) throws IOException {
        return new TcpWire("TLS", connection -> new TlsChannel(connection, context));
    }

    /**
     * Collects the bytes to send; they are written at the next poll, because while it waits to write it must continue
     * to read.
     */
    @Override
    public void send(ByteBuffer message) {
        if (out.remaining() < message.remaining()) {
            out = ByteBuffer.allocateDirect(2 * out.capacity()).put(out.flip());
        }
        out.put(message);
    }

    private void flush() throws IOException {
        if (current == null) {
            return;
        }
        out.flip();
        current.write(out);
        out.compact();
    }

    @Override
    public void poll(Receiver receiver, long waitMillis) throws IOException {
        flush();
        if (waitMillis > 0 && out.position() == 0) {
            selector.select(waitMillis);
        } else {
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isAcceptable()) {
                accept();
            } else {
                read((StreamBuffer) key.attachment(), key, receiver);
            }
        }
        selector.selectedKeys().clear();
        flush();
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            StreamBuffer stream = new StreamBuffer(layer.over(channel));
            streams.add(stream);
            channel.register(selector, SelectionKey.OP_READ, stream);
        }
    }

    private void read(StreamBuffer stream, SelectionKey key, Receiver receiver) throws IOException {
        if (current != stream) {
            flush();
            current = stream;
        }
        if (!stream.read(receiver)) {
            // Messages for it are lost, and repeated over the next connection.
            out.clear();
            key.cancel();
            stream.close();
            streams.remove(stream);
            current = null;
        }
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public String address() {
        return "127.0.0.1:" + server.socket().getLocalPort();
    }

    @Override
    public String viaTransport() {
        return transport;
    }

    @Override
    public void close() throws IOException {
        for (StreamBuffer stream : streams) {
            stream.close();
        }
        server.close();
        selector.close();
    }
}
