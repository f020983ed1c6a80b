package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket of one UDP listening point. Safe for any thread; one thread at a time waits for datagrams. */
final class UdpSocket {
    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

    private final DatagramChannel channel;
    private final Selector selector;
    private final UdpSender sender;
    private final Object reading = new Object();

    private UdpSocket(DatagramChannel channel, Executor failures) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        sender = new UdpSender(channel, failures);
        selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
    }

    /**
     * Binds a socket to an address; a port in use is an {@link IOException}.
     *
     * @param failures calls the failure listeners of datagrams that another thread could not send
     */
    static UdpSocket bind(InetSocketAddress address, Executor failures) throws IOException {
        // Every address means those of both families.
        boolean isIpv4 = address.getAddress() instanceof Inet4Address
                && !address.getAddress().isAnyLocalAddress();
        DatagramChannel channel = isIpv4 ? DatagramChannel.open(StandardProtocolFamily.INET) : DatagramChannel.open();
        try {
            channel.bind(address);
            return new UdpSocket(channel, failures);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The same socket for the RI, which closes it in the end. */
    DatagramSocket forTheRi() {
        return channel.socket();
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Reads the next datagram without waiting; returns its sender, or null if there is none. */
    InetSocketAddress receive(ByteBuffer into) throws IOException {
        into.clear();
        // A second thread would block in the channel; at a monitor it spins for the short time of a read.
        synchronized (reading) {
            InetSocketAddress peer = (InetSocketAddress) channel.receive(into);
            into.flip();
            return peer;
        }
    }

    /** Waits until there is something to read, or until the socket is closed. */
    void await() throws IOException {
        selector.select(key -> {});
        // The handler of a datagram may leave an interrupt behind, which would end every further wait.
        Thread.interrupted();
    }

    /** Sends a datagram, see {@link UdpSender}. */
    void send(byte[] message, InetSocketAddress peer, Consumer<IOException> onFailure) {
        sender.send(message, peer, onFailure);
    }

    void close() {
        try {
            channel.close();
            selector.close();
        } catch (IOException e) {
            LOG.debug("A socket could not be closed", e);
        }
    }
}
