package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that are open, by the address of the peer. Safe for any thread. */
final class Connections {
    private final Map<InetSocketAddress, TcpSocket> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    TcpSocket newSocket() {
        return new TcpSocket(this);
    }

    void opened(InetSocketAddress peer, TcpSocket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        open.put(peer, socket);
        if (closed) {
            cut(socket);
        } else if (socket.isClosed()) {
            ended(socket);
        }
    }

    void ended(TcpSocket socket) {
        SocketAddress peer = socket.getRemoteSocketAddress();
        if (peer != null) {
            open.remove(peer, socket);
        }
    }

    boolean isOpen(InetSocketAddress peer) {
        return open.containsKey(peer);
    }

    /** Closes the connection to a peer from below, whatever the RI is doing with it. */
    void cut(InetSocketAddress peer) {
        TcpSocket socket = open.get(peer);
        if (socket != null) {
            cut(socket);
        }
    }

    /** Closes all connections, and those that open later at once. */
    void close() {
        closed = true;
        open.values().forEach(Connections::cut);
    }

    private static void cut(TcpSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a socket failed", e);
        }
    }
}
