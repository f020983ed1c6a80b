package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.ThreadFactory;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageProcessor;

import io.qsa.sip.Transport;

/** One UDP listening point: the socket is registered with the RI, but read by {@link UdpReaders}. */
final class UdpProcessor extends UDPMessageProcessor {
    private final ThreadFactory threads;
    private final int count;
    private UdpSocket socket;
    private UdpReaders readers;

    UdpProcessor(InetAddress address, SIPTransactionStack stack, int port, ThreadFactory threads, int count)
            throws IOException {
        super(address, stack, port);
        this.threads = threads;
        this.count = count;
    }

    /** Call before it is started. */
    void readInto(UdpSocket from, Transport.DatagramReceiver taker) {
        socket = from;
        readers = new UdpReaders(from, taker);
    }

    @Override
    public void start() {
        threads.newThread(readers::lead).start();
        for (int i = 1; i < count; i++) {
            threads.newThread(readers::help).start();
        }
    }

    @Override
    public void stop() {
        socket.close();
    }
}
