package io.qsa.sip;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One element of a Via header (RFC 3261 section 20.42, RFC 3581). Immutable. */
public final class Via {
    private static final String PROTOCOL = "SIP/2.0/";
    /** The beginning of a malformed element: protocol and transport, then the sender, perhaps with a port. */
    private static final Pattern SENT_BY =
            Pattern.compile("\\s*(SIP\\s*/\\s*[\\w.]+\\s*/\\s*\\w+)\\s+([^;,\\s]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*((?:branch|rport|received)(?:=[^;,\\s\"]+)?)(?=[;,\\s]|$)");

    private static final String UNREADABLE_HOST = " unreadable.invalid";
    private static final int NO_PORT = -1;

    private final String field;
    private final int end;
    private final String host;
    private final int port;
    private final Map<String, String> parameters;

    private Via(String field, int end, String host, int port, Map<String, String> parameters) {
        this.field = field;
        this.end = end;
        this.host = host;
        this.port = port;
        this.parameters = parameters;
    }

    /** Reads the first element of a Via field; text that is none is an {@link IllegalArgumentException}. */
    public static Via parse(String field) {
        int end = HeaderText.endOfElement(field, 0);
        int semicolon = field.indexOf(';');
        int sentByEnd = semicolon < 0 || semicolon > end ? end : semicolon;
        if (HeaderParameters.hasEmpty(field, sentByEnd, end)) {
            throw new IllegalArgumentException("Via with an empty parameter: '" + HeaderText.printable(field) + "'");
        }
        int transport = HeaderText.startOfText(field, endOfProtocol(field, sentByEnd), sentByEnd);
        int sentBy = HeaderText.startOfText(field, HeaderText.endOfToken(field, transport), sentByEnd);
        int close = field.lastIndexOf(']', sentByEnd - 1);
        int colon = field.indexOf(':', Math.max(close, sentBy));
        int hostEnd = colon < 0 || colon >= sentByEnd ? sentByEnd : colon;
        String host = HeaderText.trimmed(field, sentBy, hostEnd).toLowerCase(Locale.ROOT);
        int port = hostEnd == sentByEnd ? NO_PORT : port(field, hostEnd + 1, sentByEnd);
        if (!isHost(host, close > sentBy) || hostEnd < sentByEnd && port < 0) {
            throw new IllegalArgumentException("Via of '" + HeaderText.printable(field) + "'");
        }
        return new Via(field, end, host, port, HeaderParameters.parse(field, sentByEnd, end));
    }

    /**
     * A malformed field with its first element reduced to what can be read: the sender with branch and port. A field that
     * can be read stays unchanged; empty if no sender can be read.
     */
    static Optional<String> mended(String field) {
        if (isReadable(field)) {
            return Optional.of(field);
        }
        Matcher sender = SENT_BY.matcher(field);
        if (!sender.lookingAt()) {
            return Optional.empty();
        }
        String plain = sender.group(1) + " " + sender.group(2);
        Matcher port = PORT.matcher(plain);
        String unreadable = sender.group(1) + UNREADABLE_HOST + (port.find() ? port.group() : "");
        StringBuilder mended = new StringBuilder(isReadable(plain) ? plain : unreadable);
        Matcher parameter = PARAMETER.matcher(field.substring(0, HeaderText.endOfElement(field, 0)));
        while (parameter.find()) {
            mended.append(';').append(parameter.group(1));
        }
        return Optional.of(mended.toString()).filter(Via::isReadable);
    }

    private static boolean isReadable(String field) {
        try {
            parse(field);
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /** The index after {@code SIP/2.0/}, which may contain blanks, or another version. */
    private static int endOfProtocol(String field, int end) {
        if (field.startsWith(PROTOCOL)) {
            return PROTOCOL.length();
        }
        int first = field.indexOf('/');
        int second = field.indexOf('/', first + 1);
        if (first < 0
                || second < 0
                || second >= end
                || !HeaderText.trimmed(field, 0, first).equalsIgnoreCase("SIP")
                || !HeaderText.isToken(HeaderText.trimmed(field, first + 1, second))) {
            throw new IllegalArgumentException("Via '" + HeaderText.printable(field) + "'");
        }
        return second + 1;
    }

    private static int port(String field, int start, int end) {
        int from = HeaderText.startOfText(field, start, end);
        return (int) HeaderText.number(field, from, HeaderText.endOfText(field, from, end), 65535);
    }

    /** RFC 3261 section 25.1, and underscores, which occur in real names. */
    private static boolean isHost(String text, boolean hasClose) {
        if (text.isEmpty() || text.startsWith("[") != hasClose) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isInName = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
            if (!isInName && !(hasClose && (c == ':' || c == '[' || c == ']'))) {
                return false;
            }
        }
        return true;
    }

    /** Whether its protocol version is 2.0. */
    boolean isOfThisVersion() {
        int slash = field.indexOf('/');
        return field.startsWith(PROTOCOL)
                || HeaderText.trimmed(field, slash + 1, field.indexOf('/', slash + 1))
                        .equals("2.0");
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
     * The whole field as the server keeps it: with {@code received} if the address of the sender differs from the
     * field, or {@code rport} is present; with the value of {@code rport} if it is present (RFC 3261 section 18.2.1,
     * RFC 3581 section 4). Values that the sender itself put there are replaced.
     *
     * @param address the address of the sender, an IPv6 address without brackets
     */
    public String fieldReceivedFrom(String address, int sourcePort) {
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
            marked.append(";rport=").append(sourcePort);
        }
        return marked.append(field, end, field.length()).toString();
    }

    private String withoutClaims() {
        StringBuilder kept = new StringBuilder();
        int start = 0;
        while (start < end) {
            int next = HeaderParameters.endOfParameter(field, start + 1, end);
            Map<String, String> parameter = HeaderParameters.parse(field, start, next);
            if (start == 0 || !parameter.containsKey("received") && !parameter.containsKey("rport")) {
                kept.append(field, start, next);
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
