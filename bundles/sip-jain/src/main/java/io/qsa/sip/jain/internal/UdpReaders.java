package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.sip.Transport;

/**
 * What the threads that read one socket do. Each handles what it has read, so that a datagram changes no thread, and waits
 * in no queue but that of the kernel, which has a bound.
 *
 * <p>The first thread waits for datagrams. The others look now and then whether it keeps up, and read too when it has not
 * come to wait for a moment, be it that there is too much or that one datagram takes long. Nobody is ever woken, which
 * would cost as much as a datagram does.
 */
final class UdpReaders {
    private static final Logger LOG = LoggerFactory.getLogger(UdpReaders.class);
    private static final int MAX_DATAGRAM = 65535;
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long IDLE_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final UdpSocket socket;
    private final Transport.DatagramReceiver receiver;
    /** Whether the first thread waits. */
    private volatile boolean waiting;
    /** How often nothing was left to read; threads that count at the same time may lose one. */
    private volatile int emptied;

    UdpReaders(UdpSocket socket, Transport.DatagramReceiver receiver) {
        this.socket = socket;
        this.receiver = receiver;
    }

    /** Reads until the socket is closed; goes on after other failures. */
    void lead() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
        while (socket.isOpen()) {
            if (!readNext(buffer)) {
                await();
            }
        }
    }

    private void await() {
        waiting = true;
        try {
            socket.await();
        } catch (IOException | RuntimeException e) {
            LOG.debug("There is no waiting for datagrams", e);
        } finally {
            waiting = false;
        }
    }

    /** Reads whenever the first thread does not keep up, until the socket is closed. */
    void help() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
        long nap = IDLE_NAP_NANOS;
        while (socket.isOpen()) {
            int before = emptied;
            LockSupport.parkNanos(this, nap);
            Thread.interrupted();
            boolean isIdle = emptied == before && waiting;
            nap = isIdle ? IDLE_NAP_NANOS : NAP_NANOS;
            while (!isIdle && emptied == before && readNext(buffer)) {
                // on to the next one
            }
        }
    }

    /** Whether there was something to read. */
    private boolean readNext(ByteBuffer buffer) {
        try {
            InetSocketAddress peer = socket.receive(buffer);
            if (peer == null) {
                emptied = emptied + 1;
                return false;
            }
            handle(buffer, peer);
        } catch (ClosedChannelException e) {
            return false;
        } catch (IOException e) {
            LOG.debug("A datagram could not be read", e);
        } catch (RuntimeException | Error e) {
            LOG.error("A datagram could not be handled", e);
        }
        return true;
    }

    private void handle(ByteBuffer buffer, InetSocketAddress peer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (!keepsAlive(bytes)) {
            receiver.onDatagram(bytes, peer);
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
}
