package io.qsa.sip.endpoint.internal.transport;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

import io.qsa.sip.ListeningPoint;
import io.qsa.sip.Transport;

/**
 * Listening points, sending over UDP, TCP and TLS, and delivery of whole messages to a {@link Receiver}. It has no
 * transactions and changes no message. Safe for any thread.
 */
public interface Carrier extends AutoCloseable {
    /** Ends all listening points, and opens others with this transport from now on; empty for none. Blocks for a moment. */
    void use(Optional<Transport> transport);

    /** Starts to listen. Blocks for a moment; a port in use is an {@link IOException}. */
    ListeningPoint open(ListenAddress address) throws IOException;

    /** Closes one listening point with its connections; its port is free when this returns. */
    void close(ListeningPoint point);

    /**
     * Sends a message, over TCP on the connection to that peer or a new one. Returns at once.
     *
     * @param onFailure called if it could not be sent, from any thread, perhaps from inside this call
     */
    void send(Flow flow, byte[] message, Consumer<IOException> onFailure);

    /** Sends as {@link #send} does, but makes no new connection. */
    void answer(Flow flow, byte[] message, Consumer<IOException> onFailure);

    /** Ends the connection of this flow, if it has one, after pending messages. Returns at once. */
    void disconnect(Flow flow);

    /** The number of connections that are open. */
    int connections();

    /** Ends all listening points, connections and threads. */
    @Override
    void close();
}
