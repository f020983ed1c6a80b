package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The open connections of one listening point, by the address of the peer. Safe for any thread. */
final class Connections {
    private final Map<InetSocketAddress, TcpSocket> open = new ConcurrentHashMap<>();
    private final Consumer<InetSocketAddress> onEnd;
    private volatile boolean closed;

    /** @param onEnd hears the peer of each connection that ends */
    Connections(Consumer<InetSocketAddress> onEnd) {
        this.onEnd = onEnd;
    }

    Optional<TcpSocket> to(InetSocketAddress peer) {
        return Optional.ofNullable(open.get(peer));
    }

    void add(TcpSocket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        open.put(socket.peer(), socket);
        socket.onEnd(this::ended);
        if (closed) {
            socket.close();
        }
    }

    private void ended(TcpSocket socket) {
        if (open.remove(socket.peer(), socket)) {
            onEnd.accept(socket.peer());
        }
    }

    /** Closes the connection to a peer, whatever others are doing with it. */
    void cut(InetSocketAddress peer) {
        to(peer).ifPresent(Connections::cut);
    }

    /** Closes all connections, and those that open later at once. */
    void close() {
        closed = true;
        List.copyOf(open.values()).forEach(Connections::cut);
    }

    private static void cut(TcpSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a socket failed", e);
        }
    }
}
