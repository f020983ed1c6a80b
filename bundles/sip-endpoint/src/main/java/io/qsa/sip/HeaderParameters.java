package io.qsa.sip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The {@code ;name=value} parameters of a header value (RFC 3261 section 7.3.1). */
public final class HeaderParameters {
    private HeaderParameters() {}

    /** The value without its parameters, trimmed: the token of Event, Subscription-State, Content-Type. */
    public static String valueOf(String header) {
        int semicolon = header.indexOf(';');
        return (semicolon < 0 ? header : header.substring(0, semicolon)).trim();
    }

    /**
     * The parameters of a header value, names in lower case, quotes removed, in order. A name that stands twice is an
     * {@link IllegalArgumentException}: the first does not win by luck.
     *
     * @param header the text; everything before the first semicolon is passed over
     */
    public static Map<String, String> parse(String header) {
        int i = header.indexOf(';');
        if (i < 0) {
            return Map.of();
        }
        if (endOfParameter(header, i + 1) == header.length()) {
            return single(header.substring(i + 1).trim());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        while (i < header.length()) {
            int end = endOfParameter(header, i + 1);
            add(header.substring(i + 1, end).trim(), parameters);
            i = end;
        }
        return Collections.unmodifiableMap(parameters);
    }

    /** Whether nothing stands behind one of the semicolons in a range, the first of which is at its start. */
    static boolean hasEmpty(String text, int start, int end) {
        for (int i = start; i < end; ) {
            int next = Math.min(end, endOfParameter(text, i + 1));
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

    /** The index of the semicolon after the parameter, or the length of the text. */
    static int endOfParameter(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) != ';') {
            i = text.charAt(i) == '"' ? HeaderText.endOfQuoted(text, i) : i + 1;
        }
        return i;
    }

    /** Most headers have one parameter, the tag. */
    private static Map<String, String> single(String parameter) {
        return parameter.isEmpty() ? Map.of() : Map.of(name(parameter), value(parameter));
    }

    private static String name(String parameter) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).trim().toLowerCase(Locale.ROOT);
    }

    private static String value(String parameter) {
        int equals = parameter.indexOf('=');
        return equals < 0 ? "" : unquoted(parameter.substring(equals + 1).trim());
    }

    private static void add(String parameter, Map<String, String> into) {
        if (parameter.isEmpty()) {
            return;
        }
        String name = name(parameter);
        if (into.putIfAbsent(name, value(parameter)) != null) {
            throw new IllegalArgumentException("parameter '" + HeaderText.printable(name) + "' stands twice");
        }
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
