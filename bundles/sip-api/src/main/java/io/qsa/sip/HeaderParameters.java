package io.qsa.sip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The {@code ;name=value} parameters of a header value (RFC 3261 section 7.3.1). */
public final class HeaderParameters {
    /** Names that occur in nearly every message; each is one shared object. */
    private static final String[] USUAL = {"tag", "branch", "rport", "received", "expires", "reason"};

    private HeaderParameters() {}

    /** The value without its parameters, trimmed: the token of Event, Subscription-State, Content-Type. */
    public static String valueOf(String header) {
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).trim();
    }

    /**
     * The parameters of a header value, names in lower case, quotes removed, in order. A name that occurs twice is an
     * {@link IllegalArgumentException}.
     *
     * @param header the text; everything before the first semicolon is ignored
     */
    public static Map<String, String> parse(String header) {
        return parse(header, 0, header.length());
    }

    /** The same for a range of a text. */
    static Map<String, String> parse(String text, int start, int end) {
        int i = text.indexOf(';', start);
        if (i < 0 || i >= end) {
            return Map.of();
        }
        int next = endOfParameter(text, i + 1, end);
        if (next == end) {
            return single(text, i + 1, end);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        while (i < end) {
            add(text, i + 1, next, parameters);
            i = next;
            next = endOfParameter(text, i + 1, end);
        }
        return Collections.unmodifiableMap(parameters);
    }

    /** Whether a parameter in a range is empty; the range starts with a semicolon. */
    static boolean hasEmpty(String text, int start, int end) {
        for (int i = start; i < end; ) {
            int next = endOfParameter(text, i + 1, end);
            if (isBlank(text, i + 1, next)) {
                return true;
            }
            i = next;
        }
        return false;
    }

    private static boolean isBlank(String text, int start, int end) {
        int i = start;
        while (i < end && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i >= end;
    }

    /** The index of the semicolon after the parameter, at most {@code end}. */
    static int endOfParameter(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) != ';') {
            i = text.charAt(i) == '"' ? HeaderText.endOfQuoted(text, i) : i + 1;
        }
        return Math.min(i, end);
    }

    /** Most headers have one parameter, the tag. */
    private static Map<String, String> single(String text, int start, int end) {
        int from = HeaderText.startOfText(text, start, end);
        return from == end ? Map.of() : Map.of(name(text, from, end), value(text, from, end));
    }

    private static void add(String text, int start, int end, Map<String, String> into) {
        int from = HeaderText.startOfText(text, start, end);
        if (from == end) {
            return;
        }
        String name = name(text, from, end);
        if (into.putIfAbsent(name, value(text, from, end)) != null) {
            throw new IllegalArgumentException("parameter '" + HeaderText.printable(name) + "' stands twice");
        }
    }

    private static String name(String text, int start, int end) {
        int to = HeaderText.endOfText(text, start, equalsSign(text, start, end));
        for (String usual : USUAL) {
            if (usual.length() == to - start && text.startsWith(usual, start)) {
                return usual;
            }
        }
        return text.substring(start, to).toLowerCase(Locale.ROOT);
    }

    private static String value(String text, int start, int end) {
        int equals = equalsSign(text, start, end);
        return equals == end ? "" : unquoted(HeaderText.trimmed(text, equals + 1, end));
    }

    /** The index of the first equals sign in a range; its end if there is none. */
    private static int equalsSign(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) != '=') {
            i++;
        }
        return i;
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
