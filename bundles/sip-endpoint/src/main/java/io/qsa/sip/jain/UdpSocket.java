package io.qsa.sip.jain;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A socket that gives each datagram an array of its own size. Read by one thread, written by any. */
final class UdpSocket extends DatagramSocket {
    private static final int MAX_DATAGRAM = 65535;
    static final int KERNEL_BUFFER = 4 << 20;

    private final CountDownLatch reading = new CountDownLatch(1);
    private final DatagramPacket arriving = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);

    UdpSocket(InetAddress address, int port) throws SocketException {
        super(new InetSocketAddress(address, port));
        setReceiveBufferSize(KERNEL_BUFFER);
        setSendBufferSize(KERNEL_BUFFER);
    }

    @Override
    public void receive(DatagramPacket packet) throws IOException {
        reading.countDown();
        arriving.setLength(MAX_DATAGRAM);
        super.receive(arriving);
        packet.setData(Arrays.copyOf(arriving.getData(), arriving.getLength()));
        packet.setSocketAddress(arriving.getSocketAddress());
    }

    /** Waits until the thread of the RI reads: before that, the RI cannot stop it. */
    void awaitReader() throws IOException {
        try {
            if (!reading.await(10, TimeUnit.SECONDS)) {
                throw new SocketException("nobody reads from " + getLocalSocketAddress());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("interrupted");
        }
    }
}
