package io.qsa.sip.jain;

import java.io.IOException;
import java.net.Socket;

/** A connection that says when it ends. Safe for any thread. */
final class TcpSocket extends Socket {
    private final Connections connections;

    TcpSocket(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void close() throws IOException {
        connections.ended(this);
        super.close();
    }
}
