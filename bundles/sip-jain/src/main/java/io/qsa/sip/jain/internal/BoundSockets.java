package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;

/**
 * The sockets of the RI: it listens only at sockets that were bound before, so that a port that is in use, or the port for 0,
 * is known in time. Safe for any thread.
 */
final class BoundSockets implements NetworkLayer {
    private final AtomicReference<DatagramSocket> nextUdp = new AtomicReference<>();
    private final AtomicReference<ServerSocket> nextStream = new AtomicReference<>();

    /** The socket for the next UDP listening point. */
    void prepare(DatagramSocket socket) {
        nextUdp.set(socket);
    }

    /** The socket for the next listening point for connections. */
    void prepare(ServerSocket socket) {
        nextStream.set(socket);
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address) {
        return nextUdp.getAndSet(null);
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        return nextStream.getAndSet(null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        throw refused();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress) throws IOException {
        throw refused();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw refused();
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        throw refused();
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address) throws IOException {
        throw refused();
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        throw refused();
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, InetAddress localAddress) throws IOException {
        throw refused();
    }

    private static SocketException refused() {
        return new SocketException("the RI opens no socket by itself");
    }

    @Override
    public void setSipStack(SipStackImpl stack) {
        // Not needed.
    }
}
