package io.qsa.sip.endpoint.internal.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.List;
import java.util.function.Consumer;

import io.qsa.sip.endpoint.internal.transport.Flow;

/**
 * One connection. Sending is guarded by its monitor, reading is confined to the thread of its loop; no callback runs with the
 * monitor held.
 *
 * <pre>
 *           connected, and keys agreed on   end()    failure, end of the stream, out of time
 * OPENING   OPEN                            CLOSED   CLOSED
 * OPEN      -                               ENDING   CLOSED
 * ENDING    -                               -        CLOSED
 * </pre>
 *
 * ENDING sends pending messages, shuts down its output, and ignores what the peer still sends: if it were closed at once, the
 * peer might lose the last answer.
 */
final class Connection {
    private enum State {
        OPENING,
        OPEN,
        ENDING,
        CLOSED
    }

    private final Connections owner;
    private final SocketChannel channel;
    private final Loop loop;
    private final Wire wire;
    private final Outgoing outgoing;
    private final Incoming incoming;
    private final Patience patience;
    private volatile Flow flow;

    private State state = State.OPENING;
    private SelectionKey key;
    private boolean saidEnd;

    Connection(Connections owner, Flow flow, SocketChannel channel, Wire wire, Loop loop) {
        this.owner = owner;
        this.flow = flow;
        this.channel = channel;
        this.wire = wire;
        this.loop = loop;
        this.outgoing = new Outgoing(wire);
        this.incoming = new Incoming(owner, this);
        this.patience = new Patience(owner.limits(), outgoing);
    }

    Flow flow() {
        return flow;
    }

    /** Starts to connect to the peer, or to read from an accepted connection. Returns at once. */
    void begin() {
        try {
            synchronized (this) {
                if (channel.isConnected()) {
                    patience.onMessageDue();
                } else {
                    incoming.onConnecting();
                    channel.connect(flow.peer());
                }
                key = loop.register(
                        channel, channel.isConnected() ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
                advance();
            }
        } catch (IOException e) {
            close(e);
        } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
            close(new IOException("cannot connect to " + flow, e));
        }
    }

    /**
     * Sends a message, as soon as the connection is open and those before it are sent. Returns at once.
     *
     * @param onFailure called if it was not sent, or not completely
     */
    void send(byte[] message, Consumer<IOException> onFailure) {
        IOException failure = null;
        boolean taken;
        synchronized (this) {
            boolean first = outgoing.isEmpty();
            taken = (state == State.OPENING || state == State.OPEN) && outgoing.add(message, onFailure);
            try {
                if (first) {
                    advance();
                } else {
                    listen();
                }
            } catch (IOException e) {
                failure = e;
            }
        }
        if (!taken) {
            onFailure.accept(new IOException("cannot send to " + flow + ": ended, or too much is waiting"));
        } else if (failure != null) {
            close(failure);
        }
    }

    /** Ends the connection after pending messages. Returns at once. */
    void end() {
        owner.forget(this);
        boolean nothingSent;
        synchronized (this) {
            nothingSent = state == State.OPENING;
            if (state == State.OPEN) {
                state = State.ENDING;
                patience.onEnding();
            }
        }
        if (nothingSent) {
            close(new IOException("ended before it was open"));
        } else {
            write();
        }
    }

    /** Closes the connection at once. */
    void close(IOException cause) {
        List<Consumer<IOException>> unsent;
        boolean wasOpen;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            wasOpen = state != State.OPENING;
            state = State.CLOSED;
            unsent = outgoing.drain();
            incoming.discharge();
        }
        owner.closed(this, channel, wasOpen, cause);
        loop.wakeUp();
        unsent.forEach(listener -> listener.accept(cause));
    }

    /** The connection is ready for an operation. */
    void onReady(SelectionKey ready) {
        try {
            if (ready.isConnectable()) {
                finishConnect();
            }
            if (ready.isWritable()) {
                write();
            }
            if (ready.isReadable() || wire.hasMore()) {
                read();
            }
        } catch (IOException e) {
            close(e);
        } catch (CancelledKeyException e) {
            close(new IOException("closed meanwhile", e));
        }
    }

    private void finishConnect() throws IOException {
        channel.finishConnect();
        synchronized (this) {
            advance();
        }
    }

    private void write() {
        try {
            synchronized (this) {
                advance();
            }
        } catch (IOException e) {
            close(e);
        }
    }

    private void read() throws IOException {
        boolean more;
        do {
            loop.buffer().clear();
            int length;
            boolean ending;
            synchronized (this) {
                if (state == State.CLOSED) {
                    return;
                }
                length = wire.read(loop.buffer());
                more = wire.hasMore();
                if (state == State.OPENING) {
                    advance();
                }
                ending = state == State.ENDING;
            }
            if (length < 0) {
                throw new EOFException("the peer has ended the connection");
            }
            if (length > 0 && !ending) {
                digest();
            }
        } while (more);
    }

    private void digest() {
        boolean hasEnded = incoming.read(loop.buffer().flip());
        boolean mayHold;
        synchronized (this) {
            mayHold = state == State.CLOSED || incoming.charge();
        }
        if (!mayHold) {
            close(new IOException("too much is held of messages that do not end"));
        } else {
            patience.onRead(incoming.isOwed(), hasEnded);
        }
    }

    /** Does as much of handshake and writing as is possible without blocking. Call with the monitor held. */
    private void advance() throws IOException {
        if (state == State.CLOSED || !channel.isConnected()) {
            return;
        }
        if (state == State.OPENING) {
            outgoing.negotiate();
            if (wire.isReady()) {
                state = State.OPEN;
                flow = flow.with(wire.peerCertificates());
            }
        }
        if (state != State.OPENING) {
            outgoing.write();
        }
        if (state == State.ENDING && outgoing.isEmpty() && !saidEnd) {
            saidEnd = true;
            wire.end();
        }
        listen();
    }

    /** Selects the operations to wait for. A peer that does not read its answers is not read from. */
    private void listen() {
        int operations = channel.isConnected()
                ? (outgoing.isLong() ? 0 : SelectionKey.OP_READ) | (outgoing.isBlocked() ? SelectionKey.OP_WRITE : 0)
                : SelectionKey.OP_CONNECT;
        if (key != null && key.isValid() && key.interestOps() != operations) {
            key.interestOps(operations);
            loop.wakeUp();
        }
    }

    /** Checks the time limits. */
    void onTick(long now) {
        String overdue = overdue(now);
        if (!overdue.isEmpty()) {
            close(new SocketTimeoutException(overdue));
        }
    }

    private synchronized String overdue(long now) {
        return switch (state) {
            case OPENING -> patience.whileOpening(now);
            case OPEN -> patience.whileOpen(now);
            case ENDING -> patience.whileEnding(now);
            case CLOSED -> "";
        };
    }

    @Override
    public String toString() {
        return flow.toString();
    }
}
