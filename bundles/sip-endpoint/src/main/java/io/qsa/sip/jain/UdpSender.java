package io.qsa.sip.jain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends the datagrams of one socket. Safe for any thread; nobody waits for another one.
 *
 * <p>The channel lets one thread send and puts the others to sleep, and to be woken costs as much as to send. So whoever
 * comes while somebody sends leaves the datagram to that one.
 */
final class UdpSender {
    private static final long FULL_PAUSE_NANOS = 100_000;
    private static final long FULL_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final DatagramChannel channel;
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Queue<Datagram> left = new ConcurrentLinkedQueue<>();

    /** One that was left to somebody else. */
    private record Datagram(byte[] bytes, InetSocketAddress peer, Consumer<IOException> onFailure) {}

    /** @param channel one that does not block */
    UdpSender(DatagramChannel channel) {
        this.channel = channel;
    }

    /**
     * Sends a datagram now or, if somebody else sends, has that one send it. It overtakes none that is left: an answer goes
     * before the request that the same thread sends next.
     */
    void send(byte[] bytes, InetSocketAddress peer, Consumer<IOException> onFailure) {
        Optional<IOException> failure = Optional.empty();
        if (left.isEmpty() && sending.compareAndSet(false, true)) {
            failure = transmit(bytes, peer);
            sending.set(false);
        } else {
            left.add(new Datagram(bytes, peer, onFailure));
        }
        sendWhatIsLeft();
        failure.ifPresent(onFailure);
    }

    /** What is left after the last look is found by the one who left it, as nobody sends then. */
    private void sendWhatIsLeft() {
        while (!left.isEmpty() && sending.compareAndSet(false, true)) {
            Datagram next = left.poll();
            Optional<IOException> failure = next == null ? Optional.empty() : transmit(next.bytes, next.peer);
            sending.set(false);
            if (next != null) {
                failure.ifPresent(next.onFailure);
            }
        }
    }

    /** Why it could not be sent, if it could not. */
    private Optional<IOException> transmit(byte[] bytes, InetSocketAddress peer) {
        try {
            transmit(ByteBuffer.wrap(bytes), peer);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
            return Optional.of(new IOException("no way from here to " + peer, e));
        }
    }

    /** One for which the kernel has no room for a while is lost, as datagrams are. */
    private void transmit(ByteBuffer bytes, InetSocketAddress peer) throws IOException {
        long giveUp = 0;
        while (channel.send(bytes, peer) == 0) {
            long now = System.nanoTime();
            giveUp = giveUp == 0 ? now + FULL_PATIENCE_NANOS : giveUp;
            if (now - giveUp > 0) {
                return;
            }
            LockSupport.parkNanos(FULL_PAUSE_NANOS);
        }
    }
}
