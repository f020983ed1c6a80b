package io.qsa.sip.transport;

/** What the transport is told by the settings; asked again whenever it matters. Safe for any thread. */
public interface TransportLimits {
    /** The largest message that is read, in bytes. */
    int maxMessageSize();

    /** How long a connection may take to open. */
    int connectTimeoutMillis();

    /** The number of threads that handle datagrams, per listening point. */
    int workers();
}
