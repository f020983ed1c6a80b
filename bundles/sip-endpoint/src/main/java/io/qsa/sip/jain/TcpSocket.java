package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.function.Consumer;

/** A connection that says when it ends. Safe for any thread. */
final class TcpSocket extends Socket {
    private volatile Consumer<TcpSocket> onEnd = socket -> {};

    /** Calls this when the connection ends, or now if it has ended already; perhaps both. */
    void onEnd(Consumer<TcpSocket> listener) {
        onEnd = listener;
        if (isClosed()) {
            listener.accept(this);
        }
    }

    /** The address at the other end, also after the end. */
    InetSocketAddress peer() {
        return (InetSocketAddress) getRemoteSocketAddress();
    }

    /** Writes one message whole. Blocks. */
    synchronized void write(byte[] message) throws IOException {
        getOutputStream().write(message);
    }

    @Override
    public void close() throws IOException {
        onEnd.accept(this);
        super.close();
    }
}
