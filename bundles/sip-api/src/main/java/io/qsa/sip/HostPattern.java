package io.qsa.sip;

import java.util.Locale;
import java.util.regex.Pattern;

/** A host, or {@code *.DOMAIN} for the hosts below a domain; an address matches however it is written. Immutable. */
public final class HostPattern {
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?");

    private final String text;

    private HostPattern(String text) {
        this.text = text;
    }

    /** Reads a pattern; text that is no pattern is an {@link IllegalArgumentException}. */
    public static HostPattern parse(String text) {
        String host = canonical(text);
        if (NumericHost.parse(host).isEmpty() && !NAME.matcher(host).matches()) {
            throw new IllegalArgumentException("has an entry that is no host");
        }
        return new HostPattern(host);
    }

    /** The one spelling of a host: names in lower case, addresses as the platform writes them. */
    public static String canonical(String host) {
        return NumericHost.parse(host).map(NumericHost::format).orElseGet(() -> host.toLowerCase(Locale.ROOT));
    }

    /** @param canonicalHost in its {@link #canonical} spelling, which is made once for many patterns */
    public boolean matches(String canonicalHost) {
        return text.startsWith("*.")
                ? canonicalHost.endsWith(text.substring(1)) && canonicalHost.length() > text.length() - 1
                : canonicalHost.equals(text);
    }

    /** Higher the longer the domain; a host is higher than every {@code *.DOMAIN}. */
    public int specificity() {
        return text.startsWith("*.") ? text.length() : Integer.MAX_VALUE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostPattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
