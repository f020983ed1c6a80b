package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TCPMessageProcessor;

/**
 * One TCP listening point: the RI accepts and reads; connecting and writing are ours, since the RI may read from one
 * connection with two threads after a peer has closed it, and connects by itself to what a Via says. Safe for any thread.
 */
final class TcpProcessor extends TCPMessageProcessor {
    private static final long PAUSE_MILLIS = 50;

    private final Inlet inlet;
    private final Connections connections;

    TcpProcessor(InetAddress address, SIPTransactionStack stack, int port, Inlet inlet) {
        super(address, stack, port);
        this.inlet = inlet;
        this.connections = new Connections(peer -> inlet.ended(this, peer));
    }

    /** Accepts until the socket is closed; goes on after other failures, such as no file descriptor left. */
    @Override
    public void run() {
        while (!sock.isClosed()) {
            try {
                read((TcpSocket) sock.accept());
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }

    private void read(TcpSocket socket) throws IOException {
        connections.add(socket);
        TcpChannel channel = new TcpChannel(socket, getSIPStack(), this);
        incomingMessageChannels.put(channel.getKey(), channel);
    }

    void deliver(RawMessage message, InetSocketAddress peer) {
        inlet.deliver(message, this, peer);
    }

    /**
     * Writes to the connection to a peer, or to a new one if there is none or it has ended. Blocks.
     *
     * @param connectTimeout in milliseconds; 0 for writing to an open connection only
     */
    void write(InetSocketAddress peer, byte[] message, int connectTimeout) throws IOException {
        Optional<TcpSocket> open = connections.to(peer);
        if (open.isPresent() && wrote(open.get(), message)) {
            return;
        }
        if (connectTimeout == 0) {
            throw new IOException("the connection has ended");
        }
        TcpSocket fresh = connect(peer, connectTimeout);
        read(fresh);
        fresh.write(message);
    }

    private static boolean wrote(TcpSocket socket, byte[] message) throws IOException {
        try {
            socket.write(message);
            return true;
        } catch (IOException e) {
            socket.close();
            return false;
        }
    }

    private TcpSocket connect(InetSocketAddress peer, int timeout) throws IOException {
        TcpSocket socket = new TcpSocket();
        try {
            if (!getIpAddress().isAnyLocalAddress()) {
                socket.bind(new InetSocketAddress(getIpAddress(), 0));
            }
            socket.connect(peer, timeout);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Ends the connection to a peer, from below. */
    void cut(InetSocketAddress peer) {
        connections.cut(peer);
    }

    @Override
    public synchronized void stop() {
        super.stop();
        connections.close();
    }
}
