package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.TCPMessageProcessor;

import io.qsa.sip.Transport;

/**
 * One listening point for connections: the RI listens and accepts; accepted connections are served by {@code Connections},
 * because the RI reads with two threads for each connection, as fast as the peer sends, and blocks when it writes.
 */
final class StreamProcessor extends TCPMessageProcessor {
    private static final long PAUSE_MILLIS = 50;

    private Transport.Acceptor acceptor;

    StreamProcessor(InetAddress address, SIPTransactionStack stack, int port) {
        super(address, stack, port);
    }

    /** Call before it is started. */
    void acceptInto(Transport.Acceptor target) {
        acceptor = target;
    }

    /** Accepts until the socket is closed; continues after other failures, such as no file descriptor left. */
    @Override
    public void run() {
        while (!sock.isClosed()) {
            try {
                accept(sock.accept().getChannel());
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        }
    }

    private void accept(SocketChannel channel) throws IOException {
        try {
            acceptor.accept(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
