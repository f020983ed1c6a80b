package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends the datagrams of one socket. Safe for any thread; nobody waits for another one.
 *
 * <p>The channel lets one thread send and puts the others to sleep, and to be woken costs as much as to send. So whoever
 * comes while somebody sends leaves the datagram to that one. A datagram for which there is no room, in the kernel for a
 * while or here, is lost, as datagrams are.
 */
final class UdpSender {
    private static final int MOST_LEFT = 10_000;
    private static final long FULL_PAUSE_NANOS = 100_000;
    private static final long FULL_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final DatagramChannel channel;
    private final Executor failures;
    private final AtomicBoolean sending = new AtomicBoolean();
    private final Queue<Datagram> left = new ConcurrentLinkedQueue<>();
    private final AtomicInteger leftCount = new AtomicInteger();
    /** Whether the kernel had no room for the last one, so that the next one need not wait too. Guarded by {@link #sending}. */
    private boolean full;

    /** One that was left to somebody else. */
    private record Datagram(byte[] bytes, InetSocketAddress peer, Consumer<IOException> onFailure) {}

    /**
     * @param channel one that does not block
     * @param failures on which those are told who have left a datagram that could not be sent
     */
    UdpSender(DatagramChannel channel, Executor failures) {
        this.channel = channel;
        this.failures = failures;
    }

    /**
     * Sends a datagram now or, if somebody else sends, has that one send it. It overtakes none that is left: an answer goes
     * before the request that the same thread sends next.
     */
    void send(byte[] bytes, InetSocketAddress peer, Consumer<IOException> onFailure) {
        Optional<IOException> failure = Optional.empty();
        if (left.isEmpty() && sending.compareAndSet(false, true)) {
            failure = transmitAndPass(bytes, peer);
        } else if (leftCount.incrementAndGet() <= MOST_LEFT) {
            left.add(new Datagram(bytes, peer, onFailure));
        } else {
            leftCount.decrementAndGet();
        }
        sendWhatIsLeft();
        failure.ifPresent(onFailure);
    }

    /** What is left after the last look is found by the one who left it, as nobody sends then. */
    private void sendWhatIsLeft() {
        while (!left.isEmpty() && sending.compareAndSet(false, true)) {
            Datagram next = left.poll();
            if (next == null) {
                sending.set(false);
            } else {
                leftCount.decrementAndGet();
                // Who left it is not asked to go on from inside of this loop, on the stack of somebody else.
                transmitAndPass(next.bytes, next.peer)
                        .ifPresent(failure -> failures.execute(() -> next.onFailure.accept(failure)));
            }
        }
    }

    /** Sends one, and lets others send; why it could not be sent, if it could not. */
    private Optional<IOException> transmitAndPass(byte[] bytes, InetSocketAddress peer) {
        try {
            transmit(ByteBuffer.wrap(bytes), peer);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
            return Optional.of(new IOException("no way from here to " + peer, e));
        } finally {
            sending.set(false);
        }
    }

    private void transmit(ByteBuffer bytes, InetSocketAddress peer) throws IOException {
        boolean wasFull = full;
        full = channel.send(bytes, peer) == 0;
        if (full && !wasFull) {
            waitForRoom(bytes, peer);
        }
    }

    private void waitForRoom(ByteBuffer bytes, InetSocketAddress peer) throws IOException {
        long giveUp = System.nanoTime() + FULL_PATIENCE_NANOS;
        while (full && System.nanoTime() - giveUp < 0) {
            LockSupport.parkNanos(FULL_PAUSE_NANOS);
            full = channel.send(bytes, peer) == 0;
        }
    }
}
