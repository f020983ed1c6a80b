package io.qsa.sip;

import java.util.Map;
import java.util.Optional;

/** A name-addr or addr-spec with its parameters, as in From, To, Contact, Route (RFC 3261 section 20.10). Immutable. */
public final class NameAddress {
    private final String text;
    private final String uri;
    private final Map<String, String> parameters;

    private NameAddress(String text, String uri, Map<String, String> parameters) {
        this.text = text;
        this.uri = uri;
        this.parameters = parameters;
    }

    /** A URI in angle brackets, without display name and parameters. */
    public static NameAddress of(String uri) {
        return new NameAddress("<" + HeaderText.checkedValue("URI", uri) + ">", uri, Map.of());
    }

    /** Reads one element of a header; text that is none is an {@link IllegalArgumentException}. */
    public static NameAddress parse(String text) {
        int scan = 0;
        while (scan < text.length() && text.charAt(scan) == ' ') {
            scan++;
        }
        int open =
                text.startsWith("\"", scan) ? text.indexOf('<', HeaderText.endOfQuoted(text, scan)) : text.indexOf('<');
        if (open < 0) {
            int semicolon = text.indexOf(';');
            int end = semicolon < 0 ? text.length() : semicolon;
            String uri = HeaderText.trimmed(text, 0, end);
            if (uri.indexOf('?') >= 0 || uri.indexOf(',') >= 0) {
                // RFC 3261 section 20: without brackets, they could belong to the URI or to the header field.
                throw new IllegalArgumentException("no angle brackets in '" + HeaderText.printable(text) + "'");
            }
            return checked(text, uri, end);
        }
        int close = text.indexOf('>', open);
        if (close < 0) {
            throw new IllegalArgumentException("no '>' in '" + HeaderText.printable(text) + "'");
        }
        return checked(text, HeaderText.trimmed(text, open + 1, close), close + 1);
    }

    /**
     * Reads one element of Route or Record-Route, where an address must have angle brackets (RFC 3261 section 20.30):
     * without them, the parameters after the URI belong to the URI.
     */
    public static NameAddress parseRoute(String text) {
        return parse(text.indexOf('<') < 0 ? "<" + text.trim() + ">" : text);
    }

    private static NameAddress checked(String text, String uri, int parameters) {
        if (uri.indexOf(':') < 1 || uri.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("no URI in '" + HeaderText.printable(text) + "'");
        }
        return new NameAddress(text.trim(), uri, HeaderParameters.parse(text, parameters, text.length()));
    }

    /** The URI byte for byte. */
    public String uri() {
        return uri;
    }

    /** The parameters after the URI, names in lower case. */
    public Map<String, String> parameters() {
        return parameters;
    }

    public Optional<String> tag() {
        return Optional.ofNullable(parameters.get("tag"));
    }

    /** The element as it was read. */
    @Override
    public String toString() {
        return text;
    }
}
