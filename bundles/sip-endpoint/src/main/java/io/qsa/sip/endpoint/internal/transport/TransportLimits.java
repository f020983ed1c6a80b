package io.qsa.sip.endpoint.internal.transport;

import io.qsa.sip.endpoint.internal.tls.Tls;

/** The settings of the transport, read each time they are needed. Safe for any thread. */
public interface TransportLimits {
    /** The largest message that is read, in bytes. */
    int maxMessageSize();

    /** How long a connection may take to open. */
    int connectTimeoutMillis();

    /** Keys and trust for TLS. */
    Tls tls();

    /** How many connections there may be. */
    int maxConnections();

    /** How long a message on a connection may take from its first byte to its last. */
    int readTimeoutMillis();

    /** How long a connection may be without any traffic; 0 for no limit. */
    int idleTimeoutMillis();

    /** The number of threads that handle datagrams, per listening point, and of those that serve connections. */
    int workers();
}
