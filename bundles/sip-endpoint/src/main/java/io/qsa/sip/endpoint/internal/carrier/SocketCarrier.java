package io.qsa.sip.endpoint.internal.carrier;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.Transport;
import io.qsa.sip.endpoint.internal.connection.Connections;
import io.qsa.sip.endpoint.internal.transport.Carrier;
import io.qsa.sip.endpoint.internal.transport.Flow;
import io.qsa.sip.endpoint.internal.transport.ListenAddress;
import io.qsa.sip.endpoint.internal.transport.Receiver;
import io.qsa.sip.endpoint.internal.transport.TransportLimits;

/** Carries over the sockets of the transport that is used now, and over connections. Safe for any thread. */
public final class SocketCarrier implements Carrier {
    private final Map<ListeningPoint, Open> points = new ConcurrentHashMap<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final TransportLimits limits;
    private final Receiver receiver;
    private final Connections connections;
    private Optional<Transport.Sockets> sockets = Optional.empty();
    private boolean closed;

    public SocketCarrier(Receiver receiver, TransportLimits limits) {
        this.limits = limits;
        this.receiver = receiver;
        this.connections = new Connections(receiver, limits, this::thread);
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "io.qsa.sip-connections-" + threads.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void use(Optional<Transport> transport) {
        points.keySet().forEach(this::close);
        sockets.ifPresent(Transport.Sockets::close);
        sockets = transport.filter(present -> !closed).map(present -> present.sockets(limits::workers));
    }

    @Override
    public synchronized ListeningPoint open(ListenAddress address) throws IOException {
        Transport.Sockets from = sockets.orElseThrow(() -> new IOException("there is no transport"));
        try {
            return address.transport().equals("udp") ? openUdp(from, address) : openStream(from, address);
        } catch (BindException e) {
            throw (IOException) new BindException("cannot listen at " + address + ": " + e.getMessage()).initCause(e);
        }
    }

    private ListeningPoint openUdp(Transport.Sockets from, ListenAddress address) throws IOException {
        Transport.Datagrams datagrams = from.bindUdp(socketAddress(address));
        ListeningPoint point = point(address, datagrams.port());
        KnownFlows flows = new KnownFlows(point);
        return begun(
                point,
                new Open(datagrams, datagrams::close),
                () -> datagrams.begin((bytes, peer) -> receiver.onMessage(bytes, flows.from(peer))));
    }

    private ListeningPoint openStream(Transport.Sockets from, ListenAddress address) throws IOException {
        if (address.isSecure() && !limits.tls().isLoaded()) {
            throw new IOException("the keys of TLS cannot be read");
        }
        Transport.Connections accepted = from.bindTcp(socketAddress(address));
        ListeningPoint point = point(address, accepted.port());
        connections.begin(point, address.address());
        return begun(
                point,
                new Open(null, accepted::close),
                () -> accepted.begin(channel -> connections.accept(channel, point)));
    }

    /** The first message may be answered at once, so the point is known before reading starts. */
    private ListeningPoint begun(ListeningPoint point, Open open, Beginning beginning) throws IOException {
        points.put(point, open);
        try {
            beginning.begin();
        } catch (IOException e) {
            points.remove(point);
            connections.end(point);
            throw e;
        }
        return point;
    }

    private interface Beginning {
        void begin() throws IOException;
    }

    private static InetSocketAddress socketAddress(ListenAddress address) {
        return new InetSocketAddress(address.address(), address.port());
    }

    private static ListeningPoint point(ListenAddress address, int port) {
        return new ListeningPoint(
                address.transport(), address.publicHost(), address.publicPort().orElse(port));
    }

    @Override
    public synchronized void close(ListeningPoint point) {
        Open open = points.remove(point);
        if (open != null) {
            open.end.run();
            connections.end(point);
        }
    }

    @Override
    public void send(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        if (flow.isReliable()) {
            connections.send(flow, message, onFailure);
        } else {
            sendDatagram(flow, message, onFailure);
        }
    }

    @Override
    public void answer(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        if (flow.isReliable()) {
            connections.answer(flow, message, onFailure);
        } else {
            sendDatagram(flow, message, onFailure);
        }
    }

    private void sendDatagram(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        Open open = points.get(flow.point());
        if (open == null) {
            onFailure.accept(new SocketException(flow.point() + " is closed"));
        } else {
            open.datagrams.send(message, flow.peer(), onFailure);
        }
    }

    @Override
    public void disconnect(Flow flow) {
        connections.disconnect(flow);
    }

    @Override
    public int connections() {
        return connections.size();
    }

    /** Waits for its threads to end, two seconds at most. */
    @Override
    public synchronized void close() {
        closed = true;
        use(Optional.empty());
        connections.close();
    }

    /** The sockets of one listening point; without datagrams, if it is for connections. Immutable. */
    private static final class Open {
        private final Transport.Datagrams datagrams;
        private final Runnable end;

        Open(Transport.Datagrams datagrams, Runnable end) {
            this.datagrams = datagrams;
            this.end = end;
        }
    }
}
