package io.qsa.sip;

/** The first line of a message (RFC 3261 sections 7.1 and 7.2). Immutable. */
final class StartLine {
    private static final String VERSION = "SIP/2.0";

    private final String method;
    private final String requestUri;
    private final int code;
    private final String phrase;

    private StartLine(String method, String requestUri, int code, String phrase) {
        this.method = method;
        this.requestUri = requestUri;
        this.code = code;
        this.phrase = phrase;
    }

    static StartLine parse(String line) throws MalformedMessageException {
        return line.regionMatches(true, 0, "SIP/", 0, 4) ? statusLine(line) : requestLine(line);
    }

    private static StartLine requestLine(String line) throws MalformedMessageException {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 1 || HeaderText.endOfToken(line, 0) != first || second <= first + 1) {
            throw malformed("request line", line);
        }
        String uri = line.substring(first + 1, second);
        int version = second + 1;
        boolean isUsual = line.length() - version == VERSION.length() && line.startsWith(VERSION, version);
        if (!isUsual && !isVersion(line.substring(version))
                || uri.indexOf(':') < 1
                || uri.indexOf('\t') >= 0
                || uri.startsWith("<")) {
            throw malformed("request line", line);
        }
        if (!isUsual) {
            checkVersion(line.substring(version));
        }
        if (!isRequestUri(uri)) {
            throw malformed("Request-URI", uri);
        }
        return new StartLine(line.substring(0, first), uri, 0, "");
    }

    /** Whether a SIP URI has at most one port after its host, and no headers; URIs of other schemes are not checked. */
    private static boolean isRequestUri(String uri) {
        if (!uri.regionMatches(true, 0, "sip:", 0, 4) && !uri.regionMatches(true, 0, "sips:", 0, 5)) {
            return true;
        }
        int host = Math.max(uri.indexOf(':'), uri.lastIndexOf('@')) + 1;
        int end = uri.indexOf(';', host);
        int hostEnd = end < 0 ? uri.length() : end;
        int bracket = uri.startsWith("[", host) ? uri.indexOf(']', host) : host;
        int colon = uri.indexOf(':', Math.max(bracket, host));
        boolean hasOnePort = colon < 0
                || colon >= hostEnd
                || uri.indexOf(':', colon + 1) < 0
                || uri.indexOf(':', colon + 1) > hostEnd;
        return bracket >= 0 && hasOnePort && uri.indexOf('?', host) < 0;
    }

    private static StartLine statusLine(String line) throws MalformedMessageException {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        if (first < 0) {
            throw malformed("status line", line);
        }
        checkVersion(line.substring(0, first));
        String digits = line.substring(first + 1, second < 0 ? line.length() : second);
        long code = digits.length() == 3 ? HeaderText.number(digits, 699) : -1;
        if (code < 100) {
            throw malformed("status line", line);
        }
        return new StartLine(null, null, (int) code, second < 0 ? "" : line.substring(second + 1));
    }

    private static boolean isVersion(String text) {
        int dot = text.indexOf('.');
        return text.regionMatches(true, 0, "SIP/", 0, 4)
                && dot > 4
                && HeaderText.number(text.substring(4, dot), Integer.MAX_VALUE) >= 0
                && HeaderText.number(text.substring(dot + 1), Integer.MAX_VALUE) >= 0;
    }

    private static void checkVersion(String version) throws MalformedMessageException {
        if (!version.equalsIgnoreCase(VERSION)) {
            throw new MalformedMessageException(505, "version '" + HeaderText.printable(version) + "'");
        }
    }

    private static MalformedMessageException malformed(String what, String line) {
        return new MalformedMessageException(400, "no " + what + ": '" + HeaderText.printable(line) + "'");
    }

    boolean isRequest() {
        return method != null;
    }

    String method() {
        return method;
    }

    String requestUri() {
        return requestUri;
    }

    int code() {
        return code;
    }

    String phrase() {
        return phrase;
    }
}
