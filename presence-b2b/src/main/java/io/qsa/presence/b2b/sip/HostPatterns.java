package io.qsa.presence.b2b.sip;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.qsa.sip.SipUri;

/** Names of hosts: each a host, {@code *.DOMAIN} for all below a domain, or {@code *} for any. Immutable. */
public final class HostPatterns {
    /** Every host. */
    public static final HostPatterns ANY = new HostPatterns(List.of("*"));

    private final List<String> patterns;

    private HostPatterns(List<String> patterns) {
        this.patterns = patterns;
    }

    /** Patterns separated by comma; {@code none} alone for no host. */
    public static HostPatterns parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("none")) {
            return new HostPatterns(List.of());
        }
        List<String> patterns =
                Arrays.stream(lower.split(",", -1)).map(String::strip).toList();
        for (String pattern : patterns) {
            if (!pattern.matches("\\*|(\\*\\.)?[a-z0-9.-]+|\\[[0-9a-f:.]+]")) {
                throw new IllegalArgumentException("'" + pattern + "' is no host");
            }
        }
        return new HostPatterns(patterns);
    }

    /** Whether requests to a URI stay with these hosts; {@code maddr} leads to another one (RFC 3261 section 19.1.1). */
    boolean match(SipUri uri) {
        return match(uri.host()) && uri.parameter("maddr").map(this::match).orElse(true);
    }

    private boolean match(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return patterns.stream().anyMatch(pattern -> match(pattern, lower));
    }

    private static boolean match(String pattern, String host) {
        return pattern.equals("*")
                || pattern.equals(host)
                || pattern.startsWith("*.") && host.endsWith(pattern.substring(1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostPatterns that && patterns.equals(that.patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }
}
