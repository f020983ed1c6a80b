package io.qsa.base.uri;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Parses a URI into parts in canonical spelling. Confined to one parse. */
final class UriReader {
    private static final Set<String> WITH_HOST = Set.of("sip", "sips", "pres");
    private static final int HIGHEST_PORT = 65535;

    private final String scheme;
    private String user = "";
    private String host = "";
    private String port = "";
    private SortedMap<String, String> parameters = Collections.emptySortedMap();
    private List<String> headers = List.of();

    /** @throws IllegalArgumentException if it is not an entity, or ambiguous */
    UriReader(String uri) {
        int colon = uri.indexOf(':');
        scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = uri.substring(colon + 1);
        int at = rest.indexOf('@');
        require(isPrintable(rest));
        require(rest.indexOf('@', at + 1) < 0);
        if (scheme.equals("tel")) {
            require(at < 0);
            readTelephone(rest);
        } else {
            require(WITH_HOST.contains(scheme) && at != 0);
            readAddress(rest, at);
        }
    }

    private static void require(boolean isRight) {
        if (!isRight) {
            throw new IllegalArgumentException("not an entity");
        }
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == 127 || c == '<' || c == '>' || c == '"') {
                return false;
            }
        }
        return true;
    }

    private void readTelephone(String rest) {
        int end = end(rest, 0);
        user = withoutSeparators(Escapes.canonical(ascii(rest.substring(0, end))))
                .toLowerCase(Locale.ROOT);
        require(!user.isEmpty());
        readTail(rest.substring(end));
    }

    private void readAddress(String rest, int at) {
        user = at < 0 ? "" : Escapes.canonical(ascii(rest.substring(0, at)));
        int end = end(rest, at + 1);
        String hostPort = rest.substring(at + 1, end);
        int colon = hostPort.indexOf(':', hostPort.lastIndexOf(']') + 1);
        host = HostText.canonical(colon < 0 ? hostPort : hostPort.substring(0, colon));
        port = colon < 0 ? "" : port(hostPort.substring(colon + 1));
        // Without a user, the key of this host with a port would look like that of a telephone number.
        require(at >= 0 || !host.equals("tel"));
        readTail(rest.substring(end));
    }

    /** Where parameters or headers begin, after the user. */
    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != ';' && text.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    private static String ascii(String text) {
        require(HostText.isAscii(text));
        return text;
    }

    private static String port(String digits) {
        require(digits.length() < 9 && !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9'));
        int port = Integer.parseInt(digits);
        require(port <= HIGHEST_PORT);
        return Integer.toString(port);
    }

    private void readTail(String tail) {
        int question = tail.indexOf('?');
        int end = question < 0 ? tail.length() : question;
        for (int start = 0; start < end; ) {
            int semicolon = tail.indexOf(';', start + 1);
            int next = semicolon < 0 || semicolon > end ? end : semicolon;
            if (next > start + 1) {
                readParameter(ascii(tail.substring(start + 1, next)));
            }
            start = next;
        }
        if (question >= 0) {
            headers = Arrays.stream(tail.substring(question + 1).split("&"))
                    .map(header -> Escapes.canonical(ascii(header)))
                    .sorted()
                    .toList();
        }
    }

    private void readParameter(String part) {
        int equals = part.indexOf('=');
        String name = lower(equals < 0 ? part : part.substring(0, equals));
        String value = valueOf(name, equals < 0 ? "" : lower(part.substring(equals + 1)));
        if (parameters.isEmpty()) {
            parameters = new TreeMap<>();
        }
        String before = parameters.putIfAbsent(name, value);
        require(before == null || before.equals(value));
    }

    private static String lower(String text) {
        return Escapes.canonical(text).toLowerCase(Locale.ROOT);
    }

    private String valueOf(String name, String value) {
        if (!scheme.equals("tel")) {
            return value;
        }
        boolean isNumber = name.equals("ext") || name.equals("phone-context") && value.startsWith("+");
        if (isNumber) {
            return withoutSeparators(value);
        }
        return name.equals("phone-context") ? HostText.canonical(value) : value;
    }

    /** Visual separators have no meaning (RFC 3966 section 5.1.1). */
    private static String withoutSeparators(String number) {
        StringBuilder digits = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i++) {
            if ("-.()".indexOf(number.charAt(i)) < 0) {
                digits.append(number.charAt(i));
            }
        }
        return digits.toString();
    }

    String scheme() {
        return scheme;
    }

    String user() {
        return user;
    }

    String host() {
        return host;
    }

    String port() {
        return port;
    }

    SortedMap<String, String> parameters() {
        return parameters;
    }

    List<String> headers() {
        return headers;
    }
}
