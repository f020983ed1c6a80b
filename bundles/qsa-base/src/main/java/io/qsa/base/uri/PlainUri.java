package io.qsa.base.uri;

/** Finds the key of a URI in the usual, canonical spelling, without parsing it and without allocation. */
final class PlainUri {
    private static final int LONGEST_PORT = 5;
    private static final int HIGHEST_PORT = 65535;

    private PlainUri() {}

    /** The index at which the key begins; -1 if the URI must be parsed. */
    static int startOfKey(String uri) {
        int start = uri.startsWith("sip:") ? 4 : uri.startsWith("sips:") || uri.startsWith("pres:") ? 5 : -1;
        if (start < 0) {
            return -1;
        }
        int at = start;
        while (at < uri.length() && isOfUser(uri.charAt(at))) {
            at++;
        }
        if (at == start || at >= uri.length() || uri.charAt(at) != '@') {
            return -1;
        }
        int end = at + 1;
        while (end < uri.length() && isOfHost(uri.charAt(end))) {
            end++;
        }
        boolean isHost = end > at + 1 && uri.charAt(end - 1) != '.';
        boolean isWhole = end == uri.length() || uri.charAt(end) == ':' && isPort(uri, end + 1);
        return isHost && isWhole ? start : -1;
    }

    private static boolean isOfUser(char c) {
        return Escapes.isUnreserved(c) || c == '+' || c == '=' || c == '&' || c == '$' || c == ',';
    }

    private static boolean isOfHost(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    /** Whether the rest of a URI is a port in its shortest spelling. */
    private static boolean isPort(String uri, int start) {
        int digits = uri.length() - start;
        if (digits < 1 || digits > LONGEST_PORT || uri.charAt(start) == '0') {
            return false;
        }
        int port = 0;
        for (int i = start; i < uri.length(); i++) {
            int digit = uri.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            port = 10 * port + digit;
        }
        return port <= HIGHEST_PORT;
    }
}
