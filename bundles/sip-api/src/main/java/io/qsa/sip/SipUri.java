package io.qsa.sip;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A {@code sip} or {@code sips} URI (RFC 3261 section 19.1). Immutable. */
public final class SipUri {
    private final String text;
    private final boolean secure;
    private final String user;
    private final String host;
    private final int port;
    private final Map<String, String> parameters;
    private final String headers;

    private SipUri(
            String text,
            boolean secure,
            String user,
            String host,
            int port,
            Map<String, String> parameters,
            String headers) {
        this.text = text;
        this.secure = secure;
        this.user = user;
        this.host = host;
        this.port = port;
        this.parameters = parameters;
        this.headers = headers;
    }

    /** Reads a URI; text that is none is an {@link IllegalArgumentException}. */
    public static SipUri parse(String text) {
        checkCharacters(text);
        boolean secure = hasScheme("sips:", text);
        if (!secure && !hasScheme("sip:", text)) {
            throw refused("is no sip or sips URI", text);
        }
        int start = secure ? 5 : 4;
        int at = text.indexOf('@', start);
        if (at == start) {
            throw refused("has an empty user", text);
        }
        String user = at < 0 ? "" : text.substring(start, at);
        int question = text.indexOf('?', Math.max(at, start));
        int end = question < 0 ? text.length() : question;
        int semicolon = text.indexOf(';', Math.max(at, start));
        int hostEnd = semicolon < 0 ? end : Math.min(semicolon, end);
        String hostPort = text.substring(Math.max(at + 1, start), hostEnd);
        int portColon = endOfHost(hostPort, text);
        String host = hostPort.substring(0, portColon).toLowerCase(Locale.ROOT);
        int port = portColon == hostPort.length() ? -1 : parsePort(hostPort.substring(portColon + 1), text);
        Map<String, String> parameters = hostEnd == end ? Map.of() : parameters(text, hostEnd + 1, end);
        String headers = question < 0 ? "" : text.substring(question + 1);
        return new SipUri(text, secure, user, host, port, parameters, headers);
    }

    private static void checkCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 127) {
                throw refused("has a character that no URI has", text);
            }
        }
    }

    /** Whether a text begins with a scheme; the case of letters is ignored for ASCII alone, whatever the locale. */
    private static boolean hasScheme(String scheme, String text) {
        int i = 0;
        while (i < scheme.length() && i < text.length() && (text.charAt(i) | HeaderText.CASE) == scheme.charAt(i)) {
            i++;
        }
        return i == scheme.length();
    }

    private static Map<String, String> parameters(String text, int start, int end) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : text.substring(start, end).split(";", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            String value = equals < 0 ? "" : part.substring(equals + 1);
            String before = parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
            // RFC 3261 section 19.1.1 forbids it, but two equal values mean one thing.
            if (before != null && (name.isEmpty() || !before.equalsIgnoreCase(value))) {
                throw refused("has a parameter with two values", text);
            }
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static int endOfHost(String hostPort, String text) {
        if (hostPort.startsWith("[")) {
            int close = hostPort.indexOf(']');
            if (close < 2 || close + 1 < hostPort.length() && hostPort.charAt(close + 1) != ':') {
                throw refused("has a broken IPv6 host", text);
            }
            return close + 1;
        }
        int colon = hostPort.indexOf(':');
        int end = colon < 0 ? hostPort.length() : colon;
        boolean isHost = end > 0;
        for (int i = 0; i < end; i++) {
            char c = hostPort.charAt(i);
            isHost &= c >= '0' && c <= '9'
                    || c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c == '.'
                    || c == '-'
                    || c == '_';
        }
        if (!isHost) {
            throw refused("has no valid host", text);
        }
        return end;
    }

    private static int parsePort(String digits, String text) {
        long port = digits.length() <= 5 ? HeaderText.number(digits, 65535) : -1;
        if (port < 0) {
            throw refused("has no valid port", text);
        }
        return (int) port;
    }

    private static IllegalArgumentException refused(String what, String text) {
        return new IllegalArgumentException("'" + HeaderText.printable(text) + "' " + what);
    }

    /** Whether the scheme is {@code sips}. */
    public boolean isSecure() {
        return secure;
    }

    /** The user part as written; empty if there is none. */
    public String user() {
        return user;
    }

    /** The host in lower case, an IPv6 address in brackets. */
    public String host() {
        return host;
    }

    /** The host to which a request goes that has this URI as its next hop: {@code maddr}, else the host (RFC 3263 section 4). */
    public String targetHost() {
        String maddr = parameters.getOrDefault("maddr", "");
        return maddr.isEmpty() ? host : maddr.toLowerCase(Locale.ROOT);
    }

    public OptionalInt port() {
        return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** The value of a parameter; empty text if it has none. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * A URI as it may be sent: a parameter that occurs twice with the same value is written once. Other URIs than SIP
     * are unchanged.
     */
    public static String withoutRepetition(String uri) {
        int first = uri.indexOf(';', uri.indexOf('@') + 1);
        if (first < 0 || uri.indexOf(';', first + 1) < 0) {
            return uri;
        }
        int question = uri.indexOf('?', first);
        int end = question < 0 ? uri.length() : question;
        StringBuilder once = new StringBuilder(uri.substring(0, first));
        Set<String> seen = new HashSet<>();
        for (String parameter : uri.substring(first + 1, end).split(";", -1)) {
            String said = parameter.endsWith("=") ? parameter.substring(0, parameter.length() - 1) : parameter;
            if (seen.add(said.toLowerCase(Locale.ROOT))) {
                once.append(';').append(parameter);
            }
        }
        return once.append(uri, end, uri.length()).toString();
    }

    /** Whether it has the {@code lr} parameter: the URI of a loose router. */
    public boolean isLooseRouter() {
        return parameters.containsKey("lr");
    }

    /** The transport that the URI names, in lower case: {@code tls} for sips, otherwise the parameter. */
    public Optional<String> transport() {
        return secure ? Optional.of("tls") : parameter("transport").map(t -> t.toLowerCase(Locale.ROOT));
    }

    /** The part after the question mark; empty if there is none. */
    public String headers() {
        return headers;
    }

    /** Equal if written the same, byte for byte; {@code UriIdentity} in qsa-base compares users. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SipUri that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The URI byte for byte as it was read. */
    @Override
    public String toString() {
        return text;
    }
}
