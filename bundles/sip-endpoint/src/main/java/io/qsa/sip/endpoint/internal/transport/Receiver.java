package io.qsa.sip.endpoint.internal.transport;

/** Receives messages from the transport, on the threads that read them: must not block. */
public interface Receiver {
    /** The bytes of one whole message. */
    void onMessage(byte[] message, Flow flow);

    /**
     * A stream that cannot be read any further, since the length of a message is missing or too large.
     *
     * @param head the header section of that message
     * @param code the status code for the error: 400 or 513
     */
    void onBrokenStream(byte[] head, Flow flow, int code);

    /** A connection has ended, from whichever side. */
    void onConnectionEnded(Flow flow);
}
