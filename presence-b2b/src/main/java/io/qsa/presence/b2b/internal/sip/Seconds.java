package io.qsa.presence.b2b.internal.sip;

import java.util.List;
import java.util.OptionalLong;

import io.qsa.sip.SipMessage;

/** Reads delta-seconds (RFC 3261 section 25.1) of a peer: a value that is none counts as absent. */
final class Seconds {
    private static final long MAX = (1L << 32) - 1;

    private Seconds() {}

    /** The number in a header that may occur once; if it occurs twice, it counts as absent. */
    static OptionalLong inHeader(SipMessage message, String name) {
        List<String> values = message.headers(name);
        return values.size() == 1 ? parse(leadingNumber(values.get(0))) : OptionalLong.empty();
    }

    /** A number without anything around it; a larger one than 2^32-1 becomes that. */
    static OptionalLong parse(String digits) {
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            value = Math.min(MAX, 10 * value + digit);
        }
        return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** The part before a comment or a parameter, which Retry-After may have. */
    private static String leadingNumber(String value) {
        int end = 0;
        while (end < value.length() && ";( \t".indexOf(value.charAt(end)) < 0) {
            end++;
        }
        String rest = value.substring(end).trim();
        boolean clean = rest.isEmpty() || rest.startsWith(";") || rest.startsWith("(");
        return clean ? value.substring(0, end) : "";
    }
}
