package io.qsa.sip.core;

import java.net.InetSocketAddress;
import java.util.Objects;

/** One place to send a request to: a transport and an address. Immutable. */
final class Target {
    private final String transport;
    private final InetSocketAddress address;

    Target(String transport, InetSocketAddress address) {
        this.transport = transport;
        this.address = address;
    }

    String transport() {
        return transport;
    }

    InetSocketAddress address() {
        return address;
    }

    Target over(String otherTransport) {
        return new Target(otherTransport, address);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Target that && transport.equals(that.transport) && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return Objects.hash(transport, address);
    }

    @Override
    public String toString() {
        return transport + ":" + address;
    }
}
