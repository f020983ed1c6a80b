package io.qsa.sip.jain;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import gov.nist.javax.sip.ListeningPointImpl;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.timer.Timers;
import io.qsa.sip.transport.Flow;
import io.qsa.sip.transport.ListenAddress;
import io.qsa.sip.transport.Receiver;
import io.qsa.sip.transport.Transport;
import io.qsa.sip.transport.TransportLimits;

/** Listening points, datagrams and connections of the JAIN-SIP RI. Safe for any thread. */
public final class JainTransport implements Transport {
    private final Map<ListeningPoint, OpenPoint> points = new ConcurrentHashMap<>();
    private final RiThreads threads = new RiThreads();
    private final BoundSockets sockets = new BoundSockets();
    private final TransportLimits limits;
    private final Inlet inlet;
    private final RiStack stack;
    private final TcpWriters writers;
    private boolean closed;

    public JainTransport(Receiver receiver, Timers timers, TransportLimits limits) {
        RiLogger.install();
        this.limits = limits;
        inlet = new Inlet(receiver);
        stack = threads.call(() -> new RiStack(timers, sockets, inlet, limits));
        writers = new TcpWriters(threads, timers, this::cut);
    }

    @Override
    public synchronized ListeningPoint open(ListenAddress address) throws IOException {
        if (closed) {
            throw new IOException("the endpoint is closed");
        }
        try {
            return address.transport().equals("udp") ? openUdp(address) : openTcp(address);
        } catch (BindException e) {
            throw (IOException) new BindException("cannot listen at " + address + ": " + e.getMessage()).initCause(e);
        }
    }

    private ListeningPoint openUdp(ListenAddress address) throws IOException {
        UdpSocket socket = new UdpSocket(address.address(), address.port());
        sockets.prepare(socket);
        ListeningPoint point = start(address, socket.getLocalPort(), socket);
        socket.awaitReader();
        return point;
    }

    private ListeningPoint openTcp(ListenAddress address) throws IOException {
        TcpServerSocket socket = new TcpServerSocket(address.address(), address.port());
        sockets.prepare(socket);
        return start(address, socket.getLocalPort(), null);
    }

    private ListeningPoint start(ListenAddress address, int port, UdpSocket udp) throws IOException {
        ListeningPoint point = new ListeningPoint(
                address.transport(), address.publicHost(), address.publicPort().orElse(port));
        ListeningPointImpl ri = threads.callIo(() -> stack.listen(
                address.address(), port, address.transport(), processor -> inlet.attach(processor, point)));
        points.put(point, new OpenPoint(ri, udp));
        return point;
    }

    @Override
    public synchronized void close(ListeningPoint point) {
        OpenPoint open = points.remove(point);
        if (open != null) {
            stack.end(open.ri);
            inlet.detach(open.ri.getMessageProcessor());
        }
    }

    @Override
    public void send(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        send(flow, message, limits.connectTimeoutMillis(), onFailure);
    }

    @Override
    public void answer(Flow flow, byte[] message, Consumer<IOException> onFailure) {
        send(flow, message, 0, onFailure);
    }

    private void send(Flow flow, byte[] message, int connectTimeout, Consumer<IOException> onFailure) {
        OpenPoint open = points.get(flow.point());
        if (open == null) {
            onFailure.accept(new IOException(flow.point() + " is closed"));
        } else if (open.udp != null) {
            sendDatagram(open.udp, flow.peer(), message, onFailure);
        } else {
            writers.submit(flow, () -> open.tcp().write(flow.peer(), message, connectTimeout), onFailure);
        }
    }

    private static void sendDatagram(
            UdpSocket socket, InetSocketAddress peer, byte[] message, Consumer<IOException> onFailure) {
        try {
            socket.send(new DatagramPacket(message, message.length, peer));
        } catch (IOException e) {
            onFailure.accept(e);
        }
    }

    @Override
    public void disconnect(Flow flow) {
        if (flow.isReliable()) {
            writers.submit(flow, () -> cut(flow), failure -> {});
        }
    }

    private void cut(Flow flow) {
        OpenPoint open = points.get(flow.point());
        if (open != null) {
            open.tcp().cut(flow.peer());
        }
    }

    /** Waits for the threads of the RI to end, two seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            points.clear();
            stack.stopStack();
            writers.close();
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

        TcpProcessor tcp() {
            return (TcpProcessor) ri.getMessageProcessor();
        }
    }
}
