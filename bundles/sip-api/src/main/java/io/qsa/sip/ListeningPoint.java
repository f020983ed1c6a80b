package io.qsa.sip;

import java.util.Locale;
import java.util.Objects;

/** One address at which the endpoint listens. Immutable. */
public final class ListeningPoint {
    private final String transport;
    private final String host;
    private final int port;
    /** Null until the first call of {@link #uri()}; threads that race make equal ones. */
    private SipUri uri;

    /**
     * @param transport {@code udp}, {@code tcp} or {@code tls}
     * @param host the address under which peers reach it, an IPv6 address in brackets
     * @param port the real port
     */
    public ListeningPoint(String transport, String host, int port) {
        this.transport = transport.toLowerCase(Locale.ROOT);
        this.host = Objects.requireNonNull(host, "host");
        this.port = port;
    }

    public String transport() {
        return transport;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public boolean isSecure() {
        return transport.equals("tls");
    }

    /** Whether both have the same transport, host and port, so that peers cannot tell them apart. */
    public boolean isSameAs(ListeningPoint other) {
        return port == other.port && transport.equals(other.transport) && host.equals(other.host);
    }

    /** A URI under which peers reach it, such as {@code sip:127.0.0.1:5060;transport=tcp}. */
    public SipUri uri() {
        SipUri known = uri;
        if (known == null) {
            known = SipUri.parse(
                    "sip:" + host + ":" + port + (transport.equals("udp") ? "" : ";transport=" + transport));
            uri = known;
        }
        return known;
    }

    /** The same as a {@code sips} URI, which only TLS has. */
    public SipUri sipsUri() {
        if (!isSecure()) {
            throw new IllegalStateException(this + " is not secure");
        }
        return SipUri.parse("sips:" + host + ":" + port);
    }

    /** For example {@code udp:127.0.0.1:5060}. */
    @Override
    public String toString() {
        return transport + ":" + host + ":" + port;
    }
}
