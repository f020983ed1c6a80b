package io.qsa.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens sockets, reads and sends datagrams, and accepts connections: a service that the SIP endpoint uses. It is
 * independent of SIP messages; the endpoint itself reads, writes and, for TLS, encrypts accepted connections. Safe for
 * any thread.
 *
 * <p>Of several transports the endpoint uses the one with the highest {@code service.ranking} among those that match
 * {@code transport.target} of {@code io.qsa.sip}; when that one is unregistered, its listening points are closed and
 * opened by the next one.
 */
@ConsumerType
public interface Transport {
    /** Service property: the name of a transport, for the filter {@code transport.target}. */
    String NAME = "sip.transport";

    /**
     * Sockets for one endpoint, none of them open yet. Returns at once.
     *
     * @param workers how many threads may read the datagrams of one socket; called when reading of a socket starts
     */
    Sockets sockets(IntSupplier workers);

    /** The sockets of one endpoint. Safe for any thread. */
    interface Sockets extends AutoCloseable {
        /**
         * Binds a socket for datagrams; nothing is read before {@link Datagrams#begin}. Blocks for a moment.
         *
         * @param address the local address; port 0 means any free one
         * @throws IOException if it cannot be bound; a {@link java.net.BindException} if the port is in use
         */
        Datagrams bindUdp(InetSocketAddress address) throws IOException;

        /** The same for connections; nothing is accepted before {@link Connections#begin}. */
        Connections bindTcp(InetSocketAddress address) throws IOException;

        /** Closes all of them, and waits for the threads to end, two seconds at most. */
        @Override
        void close();
    }

    /** A socket for datagrams. Safe for any thread. */
    interface Datagrams extends AutoCloseable {
        /** The port that it has. */
        int port();

        /** Reads from now on; at most once. If it fails, the socket is closed. */
        void begin(DatagramReceiver receiver) throws IOException;

        /**
         * Sends a datagram. Returns at once; it is lost if there is no room for it, as datagrams may be.
         *
         * @param onFailure called if it could not be sent, from any thread, perhaps from inside this call
         */
        void send(byte[] datagram, InetSocketAddress peer, Consumer<IOException> onFailure);

        /** Closes it; the port is free when this returns. */
        @Override
        void close();
    }

    /** A socket that accepts connections. Safe for any thread. */
    interface Connections extends AutoCloseable {
        /** The port that it has. */
        int port();

        /** Accepts from now on; at most once. If it fails, the socket is closed. */
        void begin(Acceptor acceptor) throws IOException;

        /** Stops accepting; the port is free when this returns. Accepted connections stay open. */
        @Override
        void close();
    }

    /** Receives datagrams, on the threads that read them: should not block. */
    @FunctionalInterface
    interface DatagramReceiver {
        /** @param datagram never empty and never line ends alone, which keep a NAT binding alive; the receiver may keep it */
        void onDatagram(byte[] datagram, InetSocketAddress peer);
    }

    /** Receives accepted connections, and owns them from then on; if it throws, the connection is closed. */
    @FunctionalInterface
    interface Acceptor {
        void accept(SocketChannel connection) throws IOException;
    }
}
