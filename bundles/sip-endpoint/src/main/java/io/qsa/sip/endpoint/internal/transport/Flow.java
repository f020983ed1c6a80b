package io.qsa.sip.endpoint.internal.transport;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

import io.qsa.sip.ListeningPoint;

/**
 * A path: our listening point, the address of the peer and, for an outgoing TLS connection, the SIP domain in the certificate
 * of the peer. Certificates of the peer do not count for equality. Immutable.
 */
public final class Flow {
    private final ListeningPoint point;
    private final InetSocketAddress peer;
    private final String domain;
    private final List<X509Certificate> peerCertificates;
    /** Null until it is first needed; threads that race make equal ones. */
    private String peerAddress;

    /** The path of a message from a peer, or to a peer that needs no certificate. */
    public Flow(ListeningPoint point, InetSocketAddress peer) {
        this(point, peer, "", List.of());
    }

    private Flow(ListeningPoint point, InetSocketAddress peer, String domain, List<X509Certificate> peerCertificates) {
        this.point = point;
        this.peer = peer;
        this.domain = domain;
        this.peerCertificates = peerCertificates;
    }

    /** The same path with the certificates of the peer, its own first. */
    public Flow with(List<X509Certificate> certificates) {
        return certificates.isEmpty() ? this : new Flow(point, peer, domain, List.copyOf(certificates));
    }

    /** The path to a peer of a SIP domain; over TLS, its certificate must name that domain. */
    public static Flow to(String domain, ListeningPoint point, InetSocketAddress peer) {
        return new Flow(point, peer, point.isSecure() ? domain : "", List.of());
    }

    public ListeningPoint point() {
        return point;
    }

    public InetSocketAddress peer() {
        return peer;
    }

    /** The address of the peer as text, an IPv6 address without brackets. */
    public String peerAddress() {
        String known = peerAddress;
        if (known == null) {
            known = peer.getAddress().getHostAddress();
            peerAddress = known;
        }
        return known;
    }

    /** The domain that the certificate of the peer must name; empty for an incoming connection, or without TLS. */
    public String domain() {
        return domain;
    }

    public boolean isSecure() {
        return point.isSecure();
    }

    /** The certificates of the peer, its own first; empty if there are none. */
    public List<X509Certificate> peerCertificates() {
        return peerCertificates;
    }

    /** Whether a loss is reported: true for every transport but UDP. */
    public boolean isReliable() {
        return !point.transport().equals("udp");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flow
                && point == ((Flow) other).point
                && peer.equals(((Flow) other).peer)
                && domain.equals(((Flow) other).domain);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(point) + peer.hashCode();
    }

    @Override
    public String toString() {
        return point.transport() + ":" + peerAddress() + ":" + peer.getPort();
    }
}
