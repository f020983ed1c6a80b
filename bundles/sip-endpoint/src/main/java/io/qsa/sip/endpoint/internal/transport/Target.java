package io.qsa.sip.endpoint.internal.transport;

import java.net.InetSocketAddress;

import io.qsa.sip.NumericHost;

/** One place to send a request to: a transport and an address. Immutable. */
public final class Target {
    private final String transport;
    private final InetSocketAddress address;

    public Target(String transport, InetSocketAddress address) {
        this.transport = transport;
        this.address = address;
    }

    public String transport() {
        return transport;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** The same address by another transport. */
    public Target over(String otherTransport) {
        return new Target(otherTransport, address);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Target that && transport.equals(that.transport) && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return 31 * transport.hashCode() + address.hashCode();
    }

    /** For example {@code udp:127.0.0.1:5060}. */
    @Override
    public String toString() {
        return transport + ":" + NumericHost.format(address.getAddress()) + ":" + address.getPort();
    }
}
