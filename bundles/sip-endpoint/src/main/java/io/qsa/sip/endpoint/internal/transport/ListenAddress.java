package io.qsa.sip.endpoint.internal.transport;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import io.qsa.sip.NumericHost;
import io.qsa.sip.SipUri;

/**
 * One entry of the setting {@code listen}: {@code udp:HOST:PORT}, {@code tcp:HOST:PORT} or {@code tls:HOST:PORT}, with
 * {@code ;advertise=HOST[:PORT]} where peers reach it under another address. Immutable.
 */
public final class ListenAddress {
    private final String text;
    private final String transport;
    private final InetAddress address;
    private final int port;
    private final SipUri advertised;

    private ListenAddress(String text, String transport, InetAddress address, int port, SipUri advertised) {
        this.text = text;
        this.transport = transport;
        this.address = address;
        this.port = port;
        this.advertised = advertised;
    }

    /** Reads a list, separated by commas or line ends; anything else is an {@link IllegalArgumentException}. */
    public static List<ListenAddress> parseList(String text) {
        List<ListenAddress> addresses = new ArrayList<>();
        for (String entry : text.split("[,\\n\\r]")) {
            if (!entry.isBlank()) {
                addresses.add(parse(entry.trim()));
            }
        }
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        if (addresses.stream().distinct().count() < addresses.size()) {
            throw new IllegalArgumentException("holds an address twice");
        }
        return List.copyOf(addresses);
    }

    static ListenAddress parse(String text) {
        int colon = text.indexOf(':');
        String transport = text.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        int semicolon = text.indexOf(';');
        String hostPort = text.substring(colon + 1, semicolon < 0 ? text.length() : semicolon);
        String option = semicolon < 0 ? "" : text.substring(semicolon + 1).trim();
        if (!List.of("udp", "tcp", "tls").contains(transport)
                || !option.isEmpty() && !option.startsWith("advertise=")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not udp:HOST:PORT, tcp:HOST:PORT or tls:HOST:PORT[;advertise=HOST:PORT]");
        }
        SipUri bind = hostAndPort(hostPort, text);
        InetAddress address = addressOf(bind, text);
        SipUri advertised = option.isEmpty()
                ? null
                : hostAndPort(option.substring(option.indexOf('=') + 1).trim(), text);
        if (address.isAnyLocalAddress() && advertised == null) {
            throw new IllegalArgumentException("'" + text + "' listens everywhere and so needs ;advertise=HOST:PORT");
        }
        int port = bind.port().orElseThrow(() -> new IllegalArgumentException("'" + text + "' has no port"));
        return new ListenAddress(text, transport, address, port, advertised);
    }

    private static SipUri hostAndPort(String hostPort, String text) {
        String trimmed = hostPort.trim();
        if (trimmed.indexOf('@') < 0 && trimmed.indexOf('?') < 0) {
            try {
                return SipUri.parse("sip:" + trimmed);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' has no valid HOST:PORT", e);
            }
        }
        throw new IllegalArgumentException("'" + text + "' has no valid HOST:PORT");
    }

    private static InetAddress addressOf(SipUri bind, String text) {
        return bind.host().equals("localhost")
                ? InetAddress.getLoopbackAddress()
                : NumericHost.parse(bind.host())
                        .orElseThrow(() ->
                                new IllegalArgumentException("'" + text + "' names a host: an address is wanted"));
    }

    public String transport() {
        return transport;
    }

    public boolean isSecure() {
        return transport.equals("tls");
    }

    /** The address to listen at, perhaps the wildcard. */
    public InetAddress address() {
        return address;
    }

    /** The port to listen at; 0 for any. */
    public int port() {
        return port;
    }

    /** The host under which peers reach it, an IPv6 address in brackets. */
    public String publicHost() {
        return advertised == null ? NumericHost.format(address) : advertised.host();
    }

    /** The port under which peers reach it, where it is another than the real one. */
    public OptionalInt publicPort() {
        return advertised == null ? OptionalInt.empty() : advertised.port();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ListenAddress && text.equals(((ListenAddress) other).text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
