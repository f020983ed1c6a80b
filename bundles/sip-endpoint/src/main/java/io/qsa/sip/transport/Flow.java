package io.qsa.sip.transport;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;

import io.qsa.sip.ListeningPoint;

/**
 * The two ends of a path: our listening point and the address of the peer, and who the peer has proved to be, which makes
 * it no other path. Immutable.
 */
public final class Flow {
    private final ListeningPoint point;
    private final InetSocketAddress peer;
    private final List<X509Certificate> peerCertificates;

    public Flow(ListeningPoint point, InetSocketAddress peer) {
        this(point, peer, List.of());
    }

    private Flow(ListeningPoint point, InetSocketAddress peer, List<X509Certificate> peerCertificates) {
        this.point = point;
        this.peer = peer;
        this.peerCertificates = peerCertificates;
    }

    /** The same path with the certificates that the peer has proved to hold, its own first. */
    public Flow with(List<X509Certificate> certificates) {
        return certificates.isEmpty() ? this : new Flow(point, peer, List.copyOf(certificates));
    }

    public ListeningPoint point() {
        return point;
    }

    public InetSocketAddress peer() {
        return peer;
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
        return other instanceof Flow && point == ((Flow) other).point && peer.equals(((Flow) other).peer);
    }

    @Override
    public int hashCode() {
        return Objects.hash(System.identityHashCode(point), peer);
    }

    @Override
    public String toString() {
        return point.transport() + ":" + peer.getAddress().getHostAddress() + ":" + peer.getPort();
    }
}
