package io.qsa.sip.endpoint.internal.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.log.OncePerMinute;
import io.qsa.base.text.LogText;
import io.qsa.sip.ListeningPoint;
import io.qsa.sip.NumericHost;
import io.qsa.sip.endpoint.internal.transport.Flow;
import io.qsa.sip.endpoint.internal.transport.Receiver;
import io.qsa.sip.endpoint.internal.transport.TransportLimits;

/** All connections of an endpoint, incoming and outgoing, with their common limits. Safe for any thread. */
public final class Connections implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    /** The most bytes of incomplete messages over all connections. */
    private static final long MAX_HELD = 64L << 20;
    /** How many characters of the cause of a failure a log line shows. */
    private static final int MAX_CAUSE = 200;

    private final Receiver receiver;
    private final TransportLimits limits;
    private final ThreadFactory threads;
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    private final Map<ListeningPoint, InetAddress> points = new ConcurrentHashMap<>();
    private final Map<Flow, Connection> byFlow = new ConcurrentHashMap<>();
    private final Set<Connection> all = ConcurrentHashMap.newKeySet();
    /** Incoming connections without a complete message yet, the oldest first. */
    private final Set<Connection> unproven = Collections.synchronizedSet(new LinkedHashSet<>());

    private final AtomicLong held = new AtomicLong();
    private final OncePerMinute<String> warnings = new OncePerMinute<>();

    public Connections(Receiver receiver, TransportLimits limits, ThreadFactory threads) {
        this.receiver = receiver;
        this.limits = limits;
        this.threads = threads;
    }

    Receiver receiver() {
        return receiver;
    }

    TransportLimits limits() {
        return limits;
    }

    /** Allows connections of a listening point. Called by one thread at a time. */
    public void begin(ListeningPoint point, InetAddress address) throws IOException {
        while (loops.size() < limits.workers()) {
            loops.add(new Loop(threads));
        }
        points.put(point, address);
    }

    /** Closes the connections of a listening point; it gets no new ones. */
    public void end(ListeningPoint point) {
        points.remove(point);
        for (Connection connection : all) {
            if (connection.flow().point() == point) {
                connection.close(new IOException(point + " is closed"));
            }
        }
    }

    /** The number of connections. */
    public int size() {
        return all.size();
    }

    /** Adds an accepted connection. */
    public void accept(SocketChannel channel, ListeningPoint point) throws IOException {
        if (!makeRoom()) {
            channel.close();
            return;
        }
        Flow flow = new Flow(point, (InetSocketAddress) channel.getRemoteAddress());
        Connection connection = make(flow, channel);
        unproven.add(connection);
        byFlow.put(flow, connection);
        start(connection);
    }

    /** Sends a message on the connection of that flow, or on a new one if there is none or it has ended meanwhile. */
    public void send(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        Connection connection = present(flow);
        if (connection != null) {
            connection.send(message, ended -> connectAndSend(flow, message, onFailure));
        } else {
            connectAndSend(flow, message, onFailure);
        }
    }

    /** Sends a message on the connection of that flow and on no other. */
    public void answer(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        Connection connection = byFlow.get(flow);
        if (connection != null) {
            connection.send(message, onFailure);
        } else {
            onFailure.accept(new IOException("the connection has ended"));
        }
    }

    private Connection present(Flow flow) {
        Connection own = byFlow.get(flow);
        // A peer that has connected from the very address of the request is reached on that connection.
        return own == null && NumericHost.parse(flow.domain()).isPresent()
                ? byFlow.get(new Flow(flow.point(), flow.peer()))
                : own;
    }

    private void connectAndSend(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        Connection connection;
        try {
            connection = connect(flow);
        } catch (IOException e) {
            onFailure.accept(e);
            return;
        }
        connection.send(message, onFailure);
    }

    private Connection connect(Flow flow) throws IOException {
        Connection present = byFlow.get(flow);
        if (present != null) {
            return present;
        }
        InetAddress local = points.get(flow.point());
        if (local == null || !makeRoom()) {
            throw new IOException(
                    "no connection to " + flow + ": the listening point is closed, or there are too many");
        }
        SocketChannel channel = SocketChannel.open();
        try {
            if (!local.isAnyLocalAddress()) {
                channel.bind(new InetSocketAddress(local, 0));
            }
            Connection fresh = make(flow, channel);
            Connection other = byFlow.putIfAbsent(flow, fresh);
            if (other != null) {
                channel.close();
                return other;
            }
            start(fresh);
            return fresh;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private Connection make(Flow flow, SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        Loop loop = loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
        return new Connection(this, flow, channel, wire(flow, channel), loop);
    }

    private Wire wire(Flow flow, SocketChannel channel) throws IOException {
        if (!flow.isSecure()) {
            return new PlainWire(channel);
        }
        SSLEngine engine =
                flow.domain().isEmpty() ? limits.tls().server() : limits.tls().client(flow.domain(), flow.peer());
        return new TlsWire(channel, engine, flow.domain());
    }

    private void start(Connection connection) {
        all.add(connection);
        connection.begin();
        if (!points.containsKey(connection.flow().point())) {
            connection.close(new IOException("the listening point is closed"));
        }
    }

    /** Whether there is room for one more connection; if necessary, the oldest one without a message is closed for it. */
    private boolean makeRoom() {
        if (all.size() < limits.maxConnections()) {
            return true;
        }
        if (isDue("max_connections")) {
            LOG.warn("There are max_connections ({}) connections; others are refused", limits.maxConnections());
        }
        Connection oldest;
        synchronized (unproven) {
            oldest = unproven.stream().findFirst().orElse(null);
        }
        if (oldest != null) {
            oldest.close(new IOException("gives way to another connection"));
        }
        return oldest != null;
    }

    private boolean isDue(String warning) {
        return warnings.isDue(warning, TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** A complete message was received on the connection. */
    void proven(Connection connection) {
        unproven.remove(connection);
    }

    /** Changes the count of bytes of incomplete messages; false if there are too many. */
    boolean charge(int change) {
        return held.addAndGet(change) <= MAX_HELD;
    }

    /** Ends the connection of a flow after pending messages. */
    public void disconnect(Flow flow) {
        Connection connection = byFlow.get(flow);
        if (connection != null) {
            connection.end();
        }
    }

    /** Uses the connection for no further messages. */
    void forget(Connection connection) {
        byFlow.remove(connection.flow(), connection);
    }

    void closed(Connection connection, SocketChannel channel, boolean wasOpen, IOException cause) {
        forget(connection);
        unproven.remove(connection);
        all.remove(connection);
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Closing the connection to {} failed", connection, e);
        }
        if (wasOpen) {
            receiver.onConnectionEnded(connection.flow());
        }
        if (cause instanceof SSLException && isDue(connection.toString())) {
            LOG.warn("No TLS with {}: {}", connection, LogText.of(cause.getMessage(), MAX_CAUSE));
        }
    }

    /** Closes all connections and ends the threads. */
    @Override
    public void close() {
        points.clear();
        all.forEach(connection -> connection.close(new IOException("the endpoint is closed")));
        loops.forEach(Loop::close);
    }
}
