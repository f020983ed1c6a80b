package io.qsa.sip.endpoint.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One selector, and the thread that serves its connections and checks their time limits. Safe for any thread. */
final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long TICK_MILLIS = 250;
    private static final int BUFFER = 65_536;
    private static final long CLOSE_MILLIS = 2000;

    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private volatile boolean closed;
    private long lastTick = System.nanoTime();

    Loop(ThreadFactory threads) throws IOException {
        selector = Selector.open();
        thread = threads.newThread(this::run);
        thread.start();
    }

    /** Registers a connection for these operations. */
    SelectionKey register(SocketChannel channel, int operations, Connection connection) throws ClosedChannelException {
        SelectionKey key = channel.register(selector, operations, connection);
        wakeUp();
        return key;
    }

    /** Makes a change of keys from another thread take effect now. */
    void wakeUp() {
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** The buffer into which the connections read, one after the other. Confined to the thread. */
    ByteBuffer buffer() {
        return buffer;
    }

    private void run() {
        try (selector) {
            while (!closed) {
                selector.select(TICK_MILLIS);
                for (SelectionKey key : selector.selectedKeys()) {
                    guarded((Connection) key.attachment(), one -> one.onReady(key));
                }
                selector.selectedKeys().clear();
                tick();
            }
        } catch (IOException e) {
            LOG.error("The connections of a thread are lost", e);
        }
    }

    /** An exception of one connection must not affect others. */
    private static void guarded(Connection connection, Consumer<Connection> work) {
        try {
            work.accept(connection);
        } catch (RuntimeException | Error e) {
            LOG.error("A connection to {} failed", connection, e);
            connection.close(new IOException("closed after a failure", e));
        }
    }

    private void tick() {
        long now = System.nanoTime();
        if (now - lastTick >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
            lastTick = now;
            selector.keys().forEach(key -> guarded((Connection) key.attachment(), one -> one.onTick(now)));
        }
    }

    /** Ends the thread, and waits for it, two seconds at most. The caller closes the connections. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
