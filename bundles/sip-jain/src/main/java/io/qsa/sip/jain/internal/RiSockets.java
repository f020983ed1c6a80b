package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.stack.MessageProcessor;

import io.qsa.sip.Transport;

/** Sockets whose listening points are the RI's. Safe for any thread. */
public final class RiSockets implements Transport.Sockets {
    private static final int BACKLOG = 1000;

    private final RiThreads threads = new RiThreads();
    private final BoundSockets bound = new BoundSockets();
    private final RiStack stack;
    private final Consumer<RiSockets> onClosed;
    /** One thread, which is there only while it is needed. */
    private final ThreadPoolExecutor failures =
            new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);

    private boolean closed;

    /** @param onClosed called once, when these sockets are closed */
    public RiSockets(IntSupplier workers, Consumer<RiSockets> onClosed) {
        this.onClosed = onClosed;
        RiLogger.install();
        failures.allowCoreThreadTimeOut(true);
        failures.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        stack = threads.call(() -> new RiStack(bound, threads, workers));
    }

    @Override
    public Transport.Datagrams bindUdp(InetSocketAddress address) throws IOException {
        return new Datagrams(UdpSocket.bind(address, failures), address);
    }

    @Override
    public Transport.Connections bindTcp(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address, BACKLOG);
            return new Connections(channel.socket(), address);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Has the RI listen at a socket that is bound already, see {@link BoundSockets}. */
    private ListeningPointImpl listen(
            InetSocketAddress address, int port, String transport, Consumer<MessageProcessor> created)
            throws IOException {
        if (closed) {
            throw new IOException("the transport is closed");
        }
        return threads.callIo(() -> stack.listen(address.getAddress(), port, transport, created));
    }

    private synchronized void end(ListeningPointImpl point) {
        if (!closed && point != null) {
            stack.end(point);
        }
    }

    /** Waits for its threads to end, two seconds at most. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            stack.stopStack();
            failures.shutdown();
        }
        threads.close();
        RiLogger.uninstall();
        onClosed.accept(this);
    }

    private final class Datagrams implements Transport.Datagrams {
        private final UdpSocket socket;
        private final InetSocketAddress address;
        private ListeningPointImpl point;

        Datagrams(UdpSocket socket, InetSocketAddress address) {
            this.socket = socket;
            this.address = address;
        }

        @Override
        public int port() {
            return socket.port();
        }

        @Override
        public void begin(Transport.DatagramReceiver receiver) throws IOException {
            synchronized (RiSockets.this) {
                try {
                    bound.prepare(socket.forTheRi());
                    point = listen(address, port(), "udp", created -> ((UdpProcessor) created)
                            .readInto(socket, receiver::onDatagram));
                } catch (IOException e) {
                    socket.close();
                    throw e;
                }
            }
        }

        @Override
        public void send(byte[] datagram, InetSocketAddress peer, Consumer<IOException> onFailure) {
            socket.send(datagram, peer, onFailure);
        }

        @Override
        public void close() {
            end(point);
            socket.close();
        }
    }

    private final class Connections implements Transport.Connections {
        private final ServerSocket socket;
        private final InetSocketAddress address;
        private ListeningPointImpl point;

        Connections(ServerSocket socket, InetSocketAddress address) {
            this.socket = socket;
            this.address = address;
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public void begin(Transport.Acceptor acceptor) throws IOException {
            synchronized (RiSockets.this) {
                try {
                    bound.prepare(socket);
                    point = listen(address, port(), "tcp", created -> ((StreamProcessor) created).acceptInto(acceptor));
                } catch (IOException e) {
                    socket.close();
                    throw e;
                }
            }
        }

        @Override
        public void close() {
            end(point);
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException("a server socket closes without waiting for anything", e);
            }
        }
    }
}
