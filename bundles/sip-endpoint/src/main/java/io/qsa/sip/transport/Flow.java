package io.qsa.sip.transport;

import java.net.InetSocketAddress;
import java.util.Objects;

import io.qsa.sip.ListeningPoint;

/** The two ends of a path: our listening point and the address of the peer. Immutable. */
public final class Flow {
    private final ListeningPoint point;
    private final InetSocketAddress peer;

    public Flow(ListeningPoint point, InetSocketAddress peer) {
        this.point = point;
        this.peer = peer;
    }

    public ListeningPoint point() {
        return point;
    }

    public InetSocketAddress peer() {
        return peer;
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
