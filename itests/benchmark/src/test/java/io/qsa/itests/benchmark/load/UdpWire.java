package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** Datagrams between one port here and one port there. Confined to the thread of its peer. */
final class UdpWire implements Wire {
    private static final int KERNEL_BUFFER = 4 << 20;
    /** The datagrams read before other work is done. */
    private static final int BATCH = 64;

    private final DatagramChannel channel;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(65536);
    private final ByteBuffer out = ByteBuffer.allocateDirect(65536);
    private final byte[] message = new byte[65536];

    /** Binds a port; {@link #connect} sets its peer. */
    UdpWire() throws IOException {
        channel = DatagramChannel.open()
                .setOption(StandardSocketOptions.SO_RCVBUF, KERNEL_BUFFER)
                .setOption(StandardSocketOptions.SO_SNDBUF, KERNEL_BUFFER)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    void connect(int port) throws IOException {
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Override
    public void send(ByteBuffer bytes) throws IOException {
        out.clear();
        out.put(bytes).flip();
        while (channel.write(out) == 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void poll(Receiver receiver, long waitMillis) throws IOException {
        if (readBatch(receiver) == 0 && waitMillis > 0) {
            selector.select(waitMillis);
            selector.selectedKeys().clear();
            readBatch(receiver);
        }
    }

    private int readBatch(Receiver receiver) throws IOException {
        int count = 0;
        for (; count < BATCH; count++) {
            in.clear();
            if (channel.read(in) <= 0) {
                break;
            }
            int length = in.flip().remaining();
            in.get(message, 0, length);
            receiver.onMessage(message, 0, length);
        }
        return count;
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public String address() {
        return "127.0.0.1:" + channel.socket().getLocalPort();
    }

    @Override
    public String viaTransport() {
        return "UDP";
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }
}
