package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes messages to the process that is measured, and back. Confined to the thread of its peer. */
interface Wire extends AutoCloseable {
    /** Hears of each message that comes. */
    interface Receiver {
        void onMessage(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Sends a message; waits when there is no room. */
    void send(ByteBuffer message) throws IOException;

    /** Hands on what has come; waits a while if there is nothing. */
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
