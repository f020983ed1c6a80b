package io.qsa.sip.endpoint.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The queue of messages to be written to one connection. Guarded by the monitor of the connection. */
final class Outgoing {
    /** The most bytes that are queued. */
    private static final int MAX_BYTES = 4 << 20;
    /** With more queued bytes than this, the peer is not read from. */
    private static final int LONG_BYTES = 256 << 10;

    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Wire wire;
    private final Queue<Entry> entries = new ArrayDeque<>(2);
    private int bytes;
    private long lastProgress = System.nanoTime();

    Outgoing(Wire wire) {
        this.wire = wire;
    }

    /** @return whether there is room for it */
    boolean add(byte[] message, Consumer<IOException> onFailure) {
        // One message has room whatever its size.
        if (bytes > 0 && bytes + message.length > MAX_BYTES) {
            return false;
        }
        if (entries.isEmpty()) {
            lastProgress = System.nanoTime();
        }
        bytes += message.length;
        entries.add(new Entry(ByteBuffer.wrap(message), onFailure));
        return true;
    }

    /** Continues the TLS handshake as far as possible without blocking. */
    void negotiate() throws IOException {
        if (!wire.isReady()) {
            wire.write(NOTHING);
        }
    }

    /** Writes as much as possible without blocking. */
    void write() throws IOException {
        if (wire.isBlocked()) {
            wire.write(NOTHING);
        }
        while (!entries.isEmpty()) {
            ByteBuffer next = entries.element().bytes;
            int before = next.remaining();
            wire.write(next);
            if (next.remaining() < before) {
                lastProgress = System.nanoTime();
            }
            if (next.hasRemaining()) {
                return;
            }
            bytes -= entries.remove().bytes.capacity();
        }
    }

    boolean isEmpty() {
        return entries.isEmpty() && !wire.isBlocked();
    }

    /** Whether bytes wait until the socket accepts more. */
    boolean isBlocked() {
        return wire.isBlocked() || wire.isReady() && !entries.isEmpty();
    }

    boolean isLong() {
        return bytes > LONG_BYTES;
    }

    boolean isStuck(long now) {
        return !isEmpty() && now - lastProgress > STUCK_NANOS;
    }

    /** When something was written last, in the time of {@link System#nanoTime}. */
    long lastProgress() {
        return lastProgress;
    }

    /** Empties the queue; returns the failure callbacks of the messages that were not written. */
    List<Consumer<IOException>> drain() {
        List<Consumer<IOException>> listeners = new ArrayList<>(entries.size());
        entries.forEach(entry -> listeners.add(entry.onFailure));
        entries.clear();
        bytes = 0;
        return listeners;
    }

    private static final class Entry {
        private final ByteBuffer bytes;
        private final Consumer<IOException> onFailure;

        Entry(ByteBuffer bytes, Consumer<IOException> onFailure) {
            this.bytes = bytes;
            this.onFailure = onFailure;
        }
    }
}
