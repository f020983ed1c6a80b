package io.qsa.sip.endpoint.internal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;

/** The bytes of one connection, in the clear or under TLS; no call blocks. Guarded by the monitor of its connection. */
interface Wire {
    /**
     * Reads what has come.
     *
     * @return the number of bytes; -1 at the end of the stream
     */
    int read(ByteBuffer into) throws IOException;

    /** Whether more can be read although nothing more comes from the network. Confined to the thread that reads. */
    boolean hasMore();

    /** Writes as much as goes now and takes it out of the buffer; part of it may wait inside. */
    void write(ByteBuffer from) throws IOException;

    /** Whether something waits inside until it can be written. */
    boolean isBlocked();

    /** Whether messages may be exchanged: both sides have agreed on keys, where that is needed. */
    boolean isReady();

    /** Says to the peer that nothing more will come. */
    void end() throws IOException;

    /** What the peer has proved to be, its own certificate first; empty if nothing. */
    List<X509Certificate> peerCertificates();
}
