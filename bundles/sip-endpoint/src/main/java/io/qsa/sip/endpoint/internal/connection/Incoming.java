package io.qsa.sip.endpoint.internal.connection;

import java.nio.ByteBuffer;

/**
 * The input of one connection: passes messages to the receiver of the endpoint, and counts the bytes of an incomplete one.
 * Confined to the thread of its loop, but for that count, which the monitor of the connection guards.
 */
final class Incoming implements MessageReader.Sink {
    private static final byte[] PONG = {'\r', '\n'};

    private final Connections owner;
    private final Connection connection;
    private final MessageReader reader;
    private boolean proven;
    private int charged;

    Incoming(Connections owner, Connection connection) {
        this.owner = owner;
        this.connection = connection;
        this.reader = new MessageReader(owner.limits()::maxMessageSize, this);
    }

    /** The connection is outgoing: the peer is exempt from the timeout of the first message. */
    void onConnecting() {
        proven = true;
    }

    /** @return whether a message has ended */
    boolean read(ByteBuffer bytes) {
        return reader.read(bytes);
    }

    /** Whether a message, or the rest of one, is expected from the peer. */
    boolean isOwed() {
        return !proven || reader.held() > 0;
    }

    /** Counts the bytes that are held now; returns whether that many may be held. */
    boolean charge() {
        return charge(reader.held());
    }

    /** Counts that no bytes are held any more. */
    void discharge() {
        charge(0);
    }

    private boolean charge(int held) {
        int change = held - charged;
        charged = held;
        return change == 0 || owner.charge(change) || change < 0;
    }

    @Override
    public void onMessage(byte[] message) {
        if (!proven) {
            proven = true;
            owner.proven(connection);
        }
        owner.receiver().onMessage(message, connection.flow());
    }

    @Override
    public void onPing() {
        connection.send(PONG, failure -> {});
    }

    @Override
    public void onBroken(byte[] head, int code) {
        owner.receiver().onBrokenStream(head, connection.flow(), code);
    }
}
