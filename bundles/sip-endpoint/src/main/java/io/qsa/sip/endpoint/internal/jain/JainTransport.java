package io.qsa.sip.endpoint.internal.jain;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.stack.MessageProcessor;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.endpoint.internal.connection.Connections;
import io.qsa.sip.endpoint.internal.transport.Flow;
import io.qsa.sip.endpoint.internal.transport.ListenAddress;
import io.qsa.sip.endpoint.internal.transport.Receiver;
import io.qsa.sip.endpoint.internal.transport.Transport;
import io.qsa.sip.endpoint.internal.transport.TransportLimits;

/** Listening points, datagrams and connections of the JAIN-SIP RI. Safe for any thread. */
public final class JainTransport implements Transport {
    private static final int BACKLOG = 1000;

    private final Map<ListeningPoint, OpenPoint> points = new ConcurrentHashMap<>();
    private final RiThreads threads = new RiThreads();
    private final BoundSockets sockets = new BoundSockets();
    private final TransportLimits limits;
    private final Receiver receiver;
    private final RiStack stack;
    private final Connections connections;
    private boolean closed;

    public JainTransport(Receiver receiver, TransportLimits limits) {
        RiLogger.install();
        this.limits = limits;
        this.receiver = receiver;
        stack = threads.call(() -> new RiStack(sockets, threads, limits));
        connections = new Connections(receiver, limits, threads);
    }

    @Override
    public synchronized ListeningPoint open(ListenAddress address) throws IOException {
        if (closed) {
            throw new IOException("the endpoint is closed");
        }
        try {
            return address.transport().equals("udp") ? openUdp(address) : openStream(address);
        } catch (BindException e) {
            throw (IOException) new BindException("cannot listen at " + address + ": " + e.getMessage()).initCause(e);
        }
    }

    private ListeningPoint openUdp(ListenAddress address) throws IOException {
        UdpSocket socket = UdpSocket.bind(new InetSocketAddress(address.address(), address.port()));
        sockets.prepare(socket.forTheRi());
        ListeningPoint point = point(address, socket.port());
        KnownFlows flows = new KnownFlows(point);
        start(point, address, socket.port(), socket, processor -> ((UdpProcessor) processor)
                .readInto(socket, (bytes, peer) -> receiver.onMessage(bytes, flows.from(peer))));
        return point;
    }

    private ListeningPoint openStream(ListenAddress address) throws IOException {
        if (address.isSecure() && !limits.tls().isLoaded()) {
            throw new IOException("the keys of TLS cannot be read");
        }
        ServerSocket socket = bound(address);
        sockets.prepare(socket);
        ListeningPoint point = point(address, socket.getLocalPort());
        connections.begin(point, address.address());
        start(point, address, socket.getLocalPort(), null, processor -> ((StreamProcessor) processor)
                .acceptInto(channel -> connections.accept(channel, point)));
        return point;
    }

    private static ServerSocket bound(ListenAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(address.address(), address.port()), BACKLOG);
            return channel.socket();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static ListeningPoint point(ListenAddress address, int port) {
        return new ListeningPoint(
                address.transport(), address.publicHost(), address.publicPort().orElse(port));
    }

    private void start(
            ListeningPoint point, ListenAddress address, int port, UdpSocket udp, Consumer<MessageProcessor> created)
            throws IOException {
        ListeningPointImpl ri =
                threads.callIo(() -> stack.listen(address.address(), port, address.transport(), created));
        points.put(point, new OpenPoint(ri, udp));
    }

    @Override
    public synchronized void close(ListeningPoint point) {
        OpenPoint open = points.remove(point);
        if (open != null) {
            stack.end(open.ri);
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
        OpenPoint open = points.get(flow.point());
        if (open == null) {
            onFailure.accept(new SocketException(flow.point() + " is closed"));
        } else {
            open.udp.send(message, flow.peer(), onFailure);
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
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            points.clear();
            stack.stopStack();
            connections.close();
        }
        threads.close();
        RiLogger.uninstall();
    }

    /** What belongs to one listening point. Immutable. */
    private static final class OpenPoint {
        private final ListeningPointImpl ri;
        private final UdpSocket udp;

        OpenPoint(ListeningPointImpl ri, UdpSocket udp) {
            this.ri = ri;
            this.udp = udp;
        }
    }
}
