package io.qsa.base.media;

import java.util.List;

/**
 * Compares media types with the ranges of an Accept header: RFC 3261 sections 20.1 and 25.1, and for the weights the rules of
 * HTTP, to which section 20.1 refers. Parameters other than {@code q} do not matter, nor does the case. Immutable.
 */
public final class MediaRanges {
    private static final int NONE = 0;
    private static final int ANY = 1;
    private static final int ANY_SUBTYPE = 2;
    private static final int EXACT = 3;

    private MediaRanges() {}

    /**
     * Whether one of these ranges contains a type. The most specific one decides: with {@code q=0} the type is not
     * acceptable. An empty list accepts nothing; the caller decides what an absent header means.
     *
     * @param ranges as in a header, each with or without parameters
     * @param contentType with or without parameters
     */
    public static boolean accept(List<String> ranges, String contentType) {
        String type = typeOf(contentType);
        int mostSpecific = NONE;
        boolean accepted = false;
        for (int i = 0; i < ranges.size(); i++) {
            String range = ranges.get(i);
            if (range.equalsIgnoreCase(type)) {
                // By far the most frequent one: nothing is more specific, and it has no weight to be zero.
                return true;
            }
            int specific = specificity(typeOf(range), type);
            if (specific > mostSpecific) {
                mostSpecific = specific;
                accepted = !hasNoWeight(range);
            } else if (specific == mostSpecific && specific != NONE) {
                accepted |= !hasNoWeight(range);
            }
        }
        return accepted;
    }

    /** {@code type/subtype} without parameters, and without blanks around the slash; usually no copy. */
    public static String typeOf(String mediaType) {
        int end = mediaType.indexOf(';');
        String type = (end < 0 ? mediaType : mediaType.substring(0, end)).trim();
        for (int i = 0; i < type.length(); i++) {
            if (type.charAt(i) <= ' ') {
                return withoutBlanksAroundTheSlash(type);
            }
        }
        return type;
    }

    private static String withoutBlanksAroundTheSlash(String type) {
        int slash = type.indexOf('/');
        return slash < 0
                ? type
                : type.substring(0, slash).trim() + "/"
                        + type.substring(slash + 1).trim();
    }

    private static int specificity(String range, String type) {
        if (range.equalsIgnoreCase(type)) {
            return EXACT;
        }
        if (range.equals("*/*")) {
            return ANY;
        }
        return range.endsWith("/*") && type.regionMatches(true, 0, range, 0, range.length() - 1) ? ANY_SUBTYPE : NONE;
    }

    /** Whether a range has {@code q=0}, in any of the ways to write it. A weight that is none does not exclude. */
    private static boolean hasNoWeight(String range) {
        int start = range.indexOf(';');
        while (start >= 0) {
            int end = endOfParameter(range, start + 1);
            if (isZeroWeight(range.substring(start + 1, end))) {
                return true;
            }
            start = end < range.length() ? end : -1;
        }
        return false;
    }

    /** A semicolon in a quoted string ends nothing. */
    private static int endOfParameter(String text, int start) {
        boolean quoted = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isZeroWeight(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0 || !parameter.substring(0, equals).trim().equalsIgnoreCase("q")) {
            return false;
        }
        String weight = parameter.substring(equals + 1).trim();
        int i = weight.startsWith("0.") ? 2 : 0;
        while (i < weight.length() && weight.charAt(i) == '0') {
            i++;
        }
        return !weight.isEmpty() && i == weight.length();
    }
}
