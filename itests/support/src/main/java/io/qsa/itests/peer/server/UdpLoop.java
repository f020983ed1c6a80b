package io.qsa.itests.peer.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.qsa.itests.Threads;

/**
 * Datagram sockets with the same port on several addresses of loopback, alarms, and the one thread that serves them.
 * Some datagrams can be dropped on purpose. Safe for any thread; its callbacks are confined to its thread.
 */
final class UdpLoop implements AutoCloseable {
    /** Receives datagrams. */
    interface Receiver {
        void receive(Message message, Path path);
    }

    /** From which of our sockets to which address of the other side. */
    record Path(DatagramChannel socket, SocketAddress peer) {
        String host() {
            try {
                InetSocketAddress local = (InetSocketAddress) socket.getLocalAddress();
                return local.getAddress().getHostAddress() + ":" + local.getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Alarm(long due, Runnable task) {}

    private static final int BUFFER = 1 << 22;

    private final Selector selector;
    private final List<DatagramChannel> sockets = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>(Comparator.comparingLong(Alarm::due));
    private final ByteBuffer buffer = ByteBuffer.allocate(65536);
    private final Random losses = new Random(3261);
    private final Receiver receiver;
    private final Thread thread = new Thread(this::run, "presence-server");
    private volatile double lossRate;
    private volatile boolean closed;

    UdpLoop(List<String> hosts, int port, Receiver receiver) throws IOException {
        this.receiver = receiver;
        this.selector = Selector.open();
        for (String host : hosts) {
            DatagramChannel socket = DatagramChannel.open();
            sockets.add(socket);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            socket.bind(new InetSocketAddress(host, port));
            socket.configureBlocking(false);
            socket.register(selector, SelectionKey.OP_READ);
        }
    }

    void start() {
        thread.start();
    }

    /** From now on this share of all datagrams, in both directions, is lost. */
    void lose(double share) {
        lossRate = share;
    }

    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Only for the thread of the loop. */
    void schedule(long millis, Runnable task) {
        alarms.add(new Alarm(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), task));
    }

    /** Only for the thread of the loop. */
    void send(Path path, String message) {
        if (isLost()) {
            return;
        }
        try {
            path.socket().send(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), path.peer());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        try {
            while (!closed) {
                select();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                while (!alarms.isEmpty() && alarms.peek().due() <= System.nanoTime()) {
                    alarms.remove().task().run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void select() throws IOException {
        long wait = alarms.isEmpty() ? Long.MAX_VALUE : alarms.peek().due() - System.nanoTime();
        if (wait <= 0) {
            selector.selectNow();
        } else {
            selector.select(Math.min(1000, TimeUnit.NANOSECONDS.toMillis(wait) + 1));
        }
        for (SelectionKey key : selector.selectedKeys()) {
            read((DatagramChannel) key.channel());
        }
        selector.selectedKeys().clear();
    }

    private void read(DatagramChannel socket) throws IOException {
        buffer.clear();
        for (SocketAddress peer = socket.receive(buffer); peer != null; peer = socket.receive(buffer)) {
            if (!isLost()) {
                receiver.receive(Message.parse(buffer.array(), buffer.position()), new Path(socket, peer));
            }
            buffer.clear();
        }
    }

    private boolean isLost() {
        return lossRate > 0 && losses.nextDouble() < lossRate;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        Threads.join(thread);
        alarms.clear();
        tasks.clear();
        selector.close();
        for (DatagramChannel socket : sockets) {
            socket.close();
        }
    }
}
