package io.qsa.sip.endpoint.internal.connection;

import java.nio.ByteBuffer;

/**
 * What is read from one connection: its messages go to the receiver of the endpoint, and what is held of one that has not
 * ended is charged. Confined to the thread of its loop, but for the charge, which the monitor of the connection guards.
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

    /** The platform itself has connected: whom it has connected to need not prove that he has something to say. */
    void onConnecting() {
        proven = true;
    }

    /** @return whether a message has ended */
    boolean read(ByteBuffer bytes) {
        return reader.read(bytes);
    }

    /** Whether the peer owes a message, or the rest of one. */
    boolean isOwed() {
        return !proven || reader.held() > 0;
    }

    /** Charges what is held by now; whether so much may be held. */
    boolean charge() {
        return charge(reader.held());
    }

    /** Nothing is held any more. */
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
