package io.qsa.broker.internal.routing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Matches the host of a record. Immutable.
 *
 * <p>{@code *} matches every record, also one without a host such as a {@code tel} URI; {@code *.example.com} every host
 * below {@code example.com}; anything else only that host. Case is ignored. It compares the
 * text of hosts of any scheme; addresses are not normalised, because nothing is sent to them.
 */
final class RecordHostPattern {
    private static final Pattern SYNTAX = Pattern.compile("\\*|(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]+]");

    private final String pattern;

    private RecordHostPattern(String pattern) {
        this.pattern = pattern;
    }

    static RecordHostPattern parse(String text) {
        String pattern = text.toLowerCase(Locale.ROOT);
        if (!SYNTAX.matcher(pattern).matches()) {
            throw new IllegalArgumentException("a host pattern must be *, *.domain or a host, not '" + text + "'");
        }
        return new RecordHostPattern(pattern);
    }

    /** Whether the host matches; an empty one means a URI without a host. */
    boolean matches(String host) {
        if (pattern.equals("*")) {
            return true;
        }
        return pattern.startsWith("*.")
                ? host.endsWith(pattern.substring(1)) && host.length() >= pattern.length()
                : host.equals(pattern);
    }

    /** The host of a URI in lower case; empty if it has none. */
    static String hostOf(String uri) {
        int scheme = uri.indexOf(':');
        if (uri.substring(0, scheme).equalsIgnoreCase("tel")) {
            return "";
        }
        int at = uri.indexOf('@', scheme);
        int start = Math.max(scheme, at) + 1;
        int end = uri.startsWith("[", start) ? uri.indexOf(']', start) + 1 : endOfName(uri, start);
        return uri.substring(start, Math.max(start, end)).toLowerCase(Locale.ROOT);
    }

    private static int endOfName(String uri, int start) {
        int end = start;
        while (end < uri.length() && ":;?/>".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
