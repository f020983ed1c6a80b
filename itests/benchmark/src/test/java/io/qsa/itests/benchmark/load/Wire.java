package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Carries messages to the measured process, and back. Confined to the thread of its peer. */
interface Wire extends AutoCloseable {
    /** Called for each received message. */
    interface Receiver {
        void onMessage(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Sends a message; waits when there is no room. */
    void send(ByteBuffer message) throws IOException;

    /** Delivers received messages; waits a while if there are none. */
    void poll(Receiver receiver, long waitMillis) throws IOException;

    /** Ends a wait from any thread. */
    void wakeup();

    /** Its own address, {@code HOST:PORT}. */
    String address();

    /** The transport as Via names it. */
    String viaTransport();

    @Override
    void close() throws IOException;
}
