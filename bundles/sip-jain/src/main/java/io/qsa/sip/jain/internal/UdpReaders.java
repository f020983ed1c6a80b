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
 * The threads that read one socket. Each thread handles the datagrams that it has read: there is no change of thread, and no
 * queue but that of the kernel, which is bounded.
 *
 * <p>The first thread waits for datagrams. The others check from time to time whether it keeps up, and read too while it does
 * not, because there are too many datagrams or one takes long. No thread is ever woken, which would cost as much as handling a
 * datagram.
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
    /** How often nothing was left to read, roughly: concurrent increments may be lost. */
    private volatile int emptied;

    UdpReaders(UdpSocket socket, Transport.DatagramReceiver receiver) {
        this.socket = socket;
        this.receiver = receiver;
    }

    /** Reads until the socket is closed; continues after other failures. */
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

    /** Whether it is a keep-alive, for a NAT between. */
    private static boolean keepsAlive(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }
}
