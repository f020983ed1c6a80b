package io.qsa.presence.b2b.sip;

import java.util.List;
import java.util.OptionalLong;

import io.qsa.sip.SipMessage;

/** Reads delta-seconds (RFC 3261 section 25.1) of unknown origin: what is none counts as absent. */
final class Seconds {
    private static final long MAX = (1L << 32) - 1;
    private static final int MANY_DIGITS = 10;

    private Seconds() {}

    /** The number in a header that may stand once; a header that stands twice counts as absent. */
    static OptionalLong inHeader(SipMessage message, String name) {
        List<String> values = message.headers(name);
        return values.size() == 1 ? parse(leadingNumber(values.get(0))) : OptionalLong.empty();
    }

    /** A number with nothing around it; what is larger than 2^32-1 is that. */
    static OptionalLong parse(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        String significant = digits.substring(start);
        return OptionalLong.of(significant.length() > MANY_DIGITS ? MAX : Math.min(MAX, Long.parseLong(significant)));
    }

    /** What stands before a comment or a parameter, as Retry-After may have them. */
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
