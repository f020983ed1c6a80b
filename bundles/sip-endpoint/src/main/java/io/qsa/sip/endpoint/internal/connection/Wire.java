package io.qsa.sip.endpoint.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;

/** The bytes of one connection, in the clear or under TLS; no call blocks. Guarded by the monitor of its connection. */
interface Wire {
    /**
     * Reads the bytes that were received.
     *
     * @return the number of bytes; -1 at the end of the stream
     */
    int read(ByteBuffer into) throws IOException;

    /** Whether more can be read without more bytes from the network. Confined to the thread that reads. */
    boolean hasMore();

    /** Writes as much as possible and removes it from the buffer; part of it may be kept inside. */
    void write(ByteBuffer from) throws IOException;

    /** Whether bytes are kept inside until they can be written. */
    boolean isBlocked();

    /** Whether messages may be exchanged: with TLS, the handshake is complete. */
    boolean isReady();

    /** Shuts down the output. */
    void end() throws IOException;

    /** The certificates of the peer, its own first; empty if there are none. */
    List<X509Certificate> peerCertificates();
}
