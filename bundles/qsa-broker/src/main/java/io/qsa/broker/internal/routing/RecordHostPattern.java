package io.qsa.broker.internal.routing;

import java.util.regex.Pattern;

import io.qsa.base.uri.UriIdentity;

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
        String pattern = canonical(text);
        if (!SYNTAX.matcher(pattern).matches()) {
            throw new IllegalArgumentException("a host pattern must be *, *.domain or a host, not '" + text + "'");
        }
        return new RecordHostPattern(pattern);
    }

    /** In canonical spelling; empty if it is not a host. */
    private static String canonical(String text) {
        if (text.equals("*")) {
            return text;
        }
        String below = text.startsWith("*.") ? "*." : "";
        try {
            return below + UriIdentity.canonicalHost(text.substring(below.length()));
        } catch (IllegalArgumentException noHost) {
            return "";
        }
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

    /** The host of a URI in canonical spelling; empty if it has none. */
    static String hostOf(String uri) {
        return UriIdentity.find(uri).map(UriIdentity::host).orElse("");
    }
}
