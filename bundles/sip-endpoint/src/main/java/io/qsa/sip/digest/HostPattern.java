package io.qsa.sip.digest;

import java.util.Locale;
import java.util.regex.Pattern;

import io.qsa.sip.transport.NumericHost;

/** A host, or {@code *.domain} for the hosts below a domain. Immutable. */
record HostPattern(String text) {
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?");

    /** Reads a pattern; what is none is an {@link IllegalArgumentException}. */
    static HostPattern parse(String text) {
        String host = canonical(text);
        if (NumericHost.parse(host).isEmpty() && !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("has an entry that is no host");
        }
        return new HostPattern(host);
    }

    /** The one spelling of a host: names in lower case, addresses as the platform writes them. */
    static String canonical(String host) {
        return NumericHost.parse(host).map(NumericHost::format).orElseGet(() -> host.toLowerCase(Locale.ROOT));
    }

    boolean matches(String canonicalHost) {
        return text.startsWith("*.")
                ? canonicalHost.endsWith(text.substring(1)) && canonicalHost.length() > text.length() - 1
                : canonicalHost.equals(text);
    }

    /** The more of a host it names, the higher; a host itself is above every pattern. */
    int specificity() {
        return text.startsWith("*.") ? text.length() : Integer.MAX_VALUE;
    }
}
