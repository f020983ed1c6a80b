package io.qsa.presence.b2b.internal.sip;

import java.util.Arrays;
import java.util.List;

import io.qsa.sip.HostPattern;
import io.qsa.sip.SipUri;

/**
 * The hosts to which requests may be redirected. Immutable.
 *
 * @param any whether every host is allowed
 */
public record HostPatterns(boolean any, List<HostPattern> patterns) {
    /** Every host. */
    public static final HostPatterns ANY = new HostPatterns(true, List.of());

    private static final HostPatterns NONE = new HostPatterns(false, List.of());

    public HostPatterns {
        patterns = List.copyOf(patterns);
    }

    /** Patterns separated by comma, {@code *} for any host; {@code none} alone for no host. */
    public static HostPatterns parse(String text) {
        if (text.equalsIgnoreCase("none")) {
            return NONE;
        }
        List<String> entries =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        List<HostPattern> patterns = entries.stream()
                .filter(entry -> !entry.equals("*"))
                .map(HostPattern::parse)
                .toList();
        return new HostPatterns(entries.contains("*"), patterns);
    }

    /**
     * Whether requests to a URI are sent to one of these hosts; {@code maddr} would name another one (RFC 3261 section
     * 19.1.1).
     */
    boolean match(SipUri uri) {
        return any
                || match(uri.host()) && uri.parameter("maddr").map(this::match).orElse(true);
    }

    private boolean match(String host) {
        String canonical = HostPattern.canonical(host);
        return patterns.stream().anyMatch(pattern -> pattern.matches(canonical));
    }
}
