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
 * Sends the datagrams of one socket. Safe for any thread; no thread waits for another one.
 *
 * <p>A channel would block all other threads while one sends, and waking a thread costs as much as sending. So while
 * one thread sends, the others queue their datagrams for it. A datagram is dropped if the queue is full, or if the
 * kernel has no room for it for a while.
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
    /** Whether the kernel had no room for the last datagram; then the next one does not wait. Guarded by {@link #sending}. */
    private boolean full;

    /** A datagram that is queued for another thread. */
    private record Datagram(byte[] bytes, InetSocketAddress peer, Consumer<IOException> onFailure) {}

    /**
     * @param channel non-blocking
     * @param failures calls the failure listeners of queued datagrams that could not be sent
     */
    UdpSender(DatagramChannel channel, Executor failures) {
        this.channel = channel;
        this.failures = failures;
    }

    /**
     * Sends a datagram now or, if another thread is sending, queues it for that. Datagrams of one thread stay in order: an answer
     * is sent before the request that follows it.
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

    /** Sends queued datagrams. Called after queueing as well, because the other thread may have ended just before. */
    private void sendWhatIsLeft() {
        while (!left.isEmpty() && sending.compareAndSet(false, true)) {
            Datagram next = left.poll();
            if (next == null) {
                sending.set(false);
            } else {
                leftCount.decrementAndGet();
                // The callback of another caller must not run inside of this loop, on the stack of this one.
                transmitAndPass(next.bytes, next.peer)
                        .ifPresent(failure -> failures.execute(() -> next.onFailure.accept(failure)));
            }
        }
    }

    /** Sends one datagram, and lets other threads send; returns the failure, if there was one. */
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
