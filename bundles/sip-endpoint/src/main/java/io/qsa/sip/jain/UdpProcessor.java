package io.qsa.sip.jain;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;

import gov.nist.javax.sip.stack.SIPTransactionStack;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP listening point: the RI has the socket, the threads that read it are ours. Each of them handles what it has
 * read, so that a datagram changes no thread, and waits in no queue but that of the kernel, which has a bound.
 */
final class UdpProcessor extends UDPMessageProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(UdpProcessor.class);
    private static final int MAX_DATAGRAM = 65535;

    private final ThreadFactory threads;
    private final int readers;
    private Taker taker;

    /** Takes a datagram. */
    interface Taker {
        void take(byte[] bytes, InetSocketAddress peer);
    }

    UdpProcessor(InetAddress address, SIPTransactionStack stack, int port, ThreadFactory threads, int readers)
            throws IOException {
        super(address, stack, port);
        this.threads = threads;
        this.readers = readers;
    }

    /** Call before it is started. */
    void readInto(Taker target) {
        taker = target;
    }

    @Override
    public void start() {
        for (int i = 0; i < readers; i++) {
            threads.newThread(this).start();
        }
    }

    /** Reads until the socket is closed; goes on after other failures. */
    @Override
    public void run() {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
        while (!sock.isClosed()) {
            try {
                packet.setLength(MAX_DATAGRAM);
                sock.receive(packet);
                take(packet);
            } catch (IOException e) {
                LOG.debug("A datagram could not be read", e);
            } catch (RuntimeException | Error e) {
                LOG.error("A datagram could not be handled", e);
            }
        }
    }

    private void take(DatagramPacket packet) {
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        if (!keepsAlive(bytes)) {
            taker.take(bytes, (InetSocketAddress) packet.getSocketAddress());
        }
    }

    /** Whether it says nothing, and is there for a NAT on the way. */
    private static boolean keepsAlive(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void stop() {
        sock.close();
    }
}
