package io.qsa.sip;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The comparison of URIs (RFC 3261 section 19.1.4). */
final class UriComparison {
    /** Parameters that make two URIs differ even if only one of them has the parameter. */
    private static final List<String> TELLING = List.of("user", "ttl", "method", "maddr", "transport");

    private static final String UNRESERVED_MARKS = "-_.!~*'()";

    private UriComparison() {}

    static String key(SipUri uri) {
        StringBuilder key = new StringBuilder(uri.isSecure() ? "sips:" : "sip:");
        if (!uri.user().isEmpty()) {
            key.append(unescaped(uri.user())).append('@');
        }
        key.append(uri.host());
        uri.port().ifPresent(port -> key.append(':').append(port));
        for (String name : TELLING) {
            uri.parameter(name)
                    .ifPresent(
                            value -> key.append(';').append(name).append('=').append(value.toLowerCase(Locale.ROOT)));
        }
        return key.toString();
    }

    static boolean areEquivalent(SipUri one, SipUri other) {
        boolean commonParametersAreEqual = one.parameters().entrySet().stream()
                .allMatch(p -> other.parameter(p.getKey())
                        .map(value -> unescaped(value).equalsIgnoreCase(unescaped(p.getValue())))
                        .orElse(true));
        return key(one).equals(key(other))
                && commonParametersAreEqual
                && headers(one).equals(headers(other));
    }

    private static List<String> headers(SipUri uri) {
        return Arrays.stream(uri.headers().split("&"))
                .map(header -> unescaped(header))
                .sorted()
                .collect(Collectors.toList());
    }

    /** An escape of a character that needs none is that character; all others are escapes in upper case. */
    private static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                result.append(c);
                continue;
            }
            char escaped = (char) (high * 16 + low);
            boolean needsNone =
                    escaped < 128 && (Character.isLetterOrDigit(escaped) || UNRESERVED_MARKS.indexOf(escaped) >= 0);
            result.append(
                    needsNone
                            ? String.valueOf(escaped)
                            : text.substring(i, i + 3).toUpperCase(Locale.ROOT));
            i += 2;
        }
        return result.toString();
    }
}
