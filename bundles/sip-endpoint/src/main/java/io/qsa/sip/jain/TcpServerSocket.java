package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A server socket that accepts connections of our own class. Read by one thread. */
final class TcpServerSocket extends ServerSocket {
    private static final int BACKLOG = 200;

    TcpServerSocket(InetAddress address, int port) throws IOException {
        setReuseAddress(true);
        try {
            bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public TcpSocket accept() throws IOException {
        TcpSocket socket = new TcpSocket();
        try {
            implAccept(socket);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
