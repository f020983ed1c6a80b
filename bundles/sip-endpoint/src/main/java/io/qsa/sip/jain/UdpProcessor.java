package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.LinkedBlockingQueue;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageProcessor;

/** The RI's reader of datagrams, with a bound on what waits for the workers: beyond it, datagrams are lost as UDP may. */
final class UdpProcessor extends UDPMessageProcessor {
    private static final int MAX_WAITING = 20_000;

    UdpProcessor(InetAddress address, SIPTransactionStack stack, int port) throws IOException {
        super(address, stack, port);
        messageQueue = new LinkedBlockingQueue<>(MAX_WAITING);
    }
}
