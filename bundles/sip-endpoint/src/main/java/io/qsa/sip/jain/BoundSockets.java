package io.qsa.sip.jain;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;

/**
 * The sockets of the RI. Those that listen are bound before the RI asks for them, so that a taken port and the port that
 * 0 stands for are known first. Safe for any thread.
 */
final class BoundSockets implements NetworkLayer {
    private final IntSupplier connectTimeout;
    private final Connections connections;
    private final AtomicReference<UdpSocket> nextUdp = new AtomicReference<>();
    private final AtomicReference<TcpServerSocket> nextTcp = new AtomicReference<>();

    BoundSockets(IntSupplier connectTimeout, Connections connections) {
        this.connectTimeout = connectTimeout;
        this.connections = connections;
    }

    /** The socket for the next UDP listening point. */
    void prepare(UdpSocket socket) {
        nextUdp.set(socket);
    }

    /** The socket for the next TCP listening point. */
    void prepare(TcpServerSocket socket) {
        nextTcp.set(socket);
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address) {
        return nextUdp.getAndSet(null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        return nextTcp.getAndSet(null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress) throws IOException {
        InetSocketAddress peer = new InetSocketAddress(address, port);
        TcpSocket socket = connections.newSocket();
        try {
            if (localAddress != null && !localAddress.isAnyLocalAddress()) {
                socket.bind(new InetSocketAddress(localAddress, 0));
            }
            socket.connect(peer, connectTimeout.getAsInt());
            connections.opened(peer, socket);
            return socket;
        } catch (IOException e) {
            socket.close();
            // The RI gives up at a SocketException, at any other exception it may try again.
            throw (SocketException)
                    new SocketException("cannot connect to " + peer + ": " + e.getMessage()).initCause(e);
        }
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(address, port, null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port, localAddress);
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        throw new SocketException("datagrams leave from listening points only");
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address) throws IOException {
        throw new SocketException("no TLS yet");
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        throw new SocketException("no TLS yet");
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress localAddress) throws IOException {
        throw new SocketException("no TLS yet");
    }

    @Override
    public void setSipStack(SipStackImpl stack) {
        // Not needed.
    }
}
