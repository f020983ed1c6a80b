package io.qsa.sip.endpoint.internal.transport;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

import io.qsa.sip.ListeningPoint;

/**
 * A path: our listening point, the address of the peer and, where we have opened a TLS connection, the SIP domain that the
 * peer speaks for. Who the peer has proved to be makes it no other path. Immutable.
 */
public final class Flow {
    private final ListeningPoint point;
    private final InetSocketAddress peer;
    private final String domain;
    private final List<X509Certificate> peerCertificates;
    /** Null until somebody asks; whoever asks at the same time makes the same. */
    private String peerAddress;

    /** The path of what a peer sends, or to one of which nothing needs to be proved. */
    public Flow(ListeningPoint point, InetSocketAddress peer) {
        this(point, peer, "", List.of());
    }

    private Flow(ListeningPoint point, InetSocketAddress peer, String domain, List<X509Certificate> peerCertificates) {
        this.point = point;
        this.peer = peer;
        this.domain = domain;
        this.peerCertificates = peerCertificates;
    }

    /** The same path with the certificates that the peer has proved to hold, its own first. */
    public Flow with(List<X509Certificate> certificates) {
        return certificates.isEmpty() ? this : new Flow(point, peer, domain, List.copyOf(certificates));
    }

    /** The path to a peer that is asked for in a SIP domain; under TLS it has to prove that it speaks for it. */
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

    /** What the peer has to speak for; empty text if it has connected to us, or without TLS. */
    public String domain() {
        return domain;
    }

    public boolean isSecure() {
        return point.isSecure();
    }

    /** The certificates that the peer has proved to hold, its own first; empty if none. */
    public List<X509Certificate> peerCertificates() {
        return peerCertificates;
    }

    /** Whether bytes arrive or the loss is told: everything but UDP. */
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
