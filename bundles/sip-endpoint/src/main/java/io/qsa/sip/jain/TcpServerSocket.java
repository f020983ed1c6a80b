package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server socket whose connections are known to the transport. Read by one thread. */
final class TcpServerSocket extends ServerSocket {
    private static final int BACKLOG = 200;
    private static final long PAUSE_MILLIS = 50;

    private final Connections connections;

    TcpServerSocket(InetAddress address, int port, Connections connections) throws IOException {
        super();
        this.connections = connections;
        setReuseAddress(true);
        try {
            bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Goes on after a failed accept (no file descriptor left), which would end the thread of the RI for good. */
    @Override
    public Socket accept() throws IOException {
        while (true) {
            TcpSocket socket = connections.newSocket();
            try {
                implAccept(socket);
                connections.opened((InetSocketAddress) socket.getRemoteSocketAddress(), socket);
                return socket;
            } catch (SocketException e) {
                socket.close();
                if (isClosed()) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }
}
