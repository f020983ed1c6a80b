package io.qsa.sip.core;

import java.net.InetSocketAddress;

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
    public String toString() {
        return transport + ":" + address;
    }
}
