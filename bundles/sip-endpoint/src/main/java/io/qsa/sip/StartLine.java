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
        String version = line.substring(second + 1);
        if (!isVersion(version) || uri.indexOf(':') < 1 || uri.indexOf('\t') >= 0 || uri.startsWith("<")) {
            throw malformed("request line", line);
        }
        checkVersion(version);
        return new StartLine(line.substring(0, first), uri, 0, "");
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
