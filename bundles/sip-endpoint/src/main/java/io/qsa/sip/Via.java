package io.qsa.sip;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One element of a Via header (RFC 3261 section 20.42, RFC 3581). Immutable. */
public final class Via {
    private final String field;
    private final int end;
    private final String transport;
    private final String host;
    private final int port;
    private final Map<String, String> parameters;

    private Via(String field, int end, String transport, String hostPort, Map<String, String> parameters) {
        this.field = field;
        this.end = end;
        this.transport = transport;
        int close = hostPort.lastIndexOf(']');
        int colon = hostPort.indexOf(':', Math.max(close, 0));
        this.host = (colon < 0 ? hostPort : hostPort.substring(0, colon)).trim().toLowerCase(Locale.ROOT);
        this.port = colon < 0
                ? -1
                : (int) HeaderText.number(hostPort.substring(colon + 1).trim(), 65535);
        boolean isHost = !host.isEmpty() && host.indexOf(' ') < 0 && host.startsWith("[") == (close > 0);
        if (!isHost || colon >= 0 && port < 0) {
            throw new IllegalArgumentException("Via of '" + HeaderText.printable(hostPort) + "'");
        }
        this.parameters = parameters;
    }

    /** Reads the first element of a Via field; what is none is an {@link IllegalArgumentException}. */
    public static Via parse(String field) {
        int end = HeaderText.endOfElement(field, 0);
        int semicolon = field.indexOf(';');
        int sentByEnd = semicolon < 0 || semicolon > end ? end : semicolon;
        String left = field.substring(0, sentByEnd).replace('\t', ' ');
        int firstSlash = left.indexOf('/');
        int secondSlash = left.indexOf('/', firstSlash + 1);
        if (firstSlash < 0
                || secondSlash < 0
                || !left.substring(0, firstSlash).trim().equalsIgnoreCase("SIP")
                || !left.substring(firstSlash + 1, secondSlash).trim().equals("2.0")) {
            throw new IllegalArgumentException("Via '" + HeaderText.printable(field) + "'");
        }
        if (HeaderParameters.hasEmpty(field, sentByEnd, end)) {
            throw new IllegalArgumentException("Via with an empty parameter: '" + HeaderText.printable(field) + "'");
        }
        String tail = left.substring(secondSlash + 1).trim();
        int transportEnd = HeaderText.endOfToken(tail, 0);
        return new Via(
                field,
                end,
                tail.substring(0, transportEnd).toLowerCase(Locale.ROOT),
                tail.substring(transportEnd).trim(),
                HeaderParameters.parse(field.substring(sentByEnd, end)));
    }

    /** In lower case: {@code udp}, {@code tcp}, {@code tls}, or what the peer wrote. */
    public String transport() {
        return transport;
    }

    /** The host of the sender as it gave it, in lower case, an IPv6 address in brackets. */
    public String host() {
        return host;
    }

    public OptionalInt port() {
        return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** The branch, which names the transaction; empty text if there is none. */
    public String branch() {
        return parameters.getOrDefault("branch", "");
    }

    /** The value of a parameter; empty text if it has none. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * The whole field as the server keeps it: with {@code received} if the sender is not where it says or asks for its
     * port, and with the value of {@code rport} if it does (RFC 3261 section 18.2.1, RFC 3581 section 4). What the
     * sender claimed of both is not believed.
     */
    public String fieldReceivedFrom(InetSocketAddress source) {
        String address = source.getAddress().getHostAddress();
        boolean asksForPort = parameters.containsKey("rport");
        boolean isElsewhere = !host.equals(address) && !host.equals("[" + address + "]");
        if (!asksForPort && !isElsewhere && !parameters.containsKey("received")) {
            return field;
        }
        StringBuilder marked = new StringBuilder(withoutClaims());
        if (asksForPort || isElsewhere) {
            marked.append(";received=").append(address);
        }
        if (asksForPort) {
            marked.append(";rport=").append(source.getPort());
        }
        return marked.append(field, end, field.length()).toString();
    }

    private String withoutClaims() {
        StringBuilder kept = new StringBuilder();
        int start = 0;
        while (start < end) {
            int next = Math.min(end, HeaderParameters.endOfParameter(field, start + 1));
            String part = field.substring(start, next);
            Map<String, String> parameter = HeaderParameters.parse(part);
            if (start == 0 || !parameter.containsKey("received") && !parameter.containsKey("rport")) {
                kept.append(part);
            }
            start = next;
        }
        return kept.toString();
    }

    /** The element as it was read. */
    @Override
    public String toString() {
        return field.substring(0, end).trim();
    }
}
