package io.qsa;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Checks of arguments from an application; a wrong one is an {@link IllegalArgumentException} naming the field. */
final class FieldChecks {
    private static final Set<String> SCHEMES = Set.of("sip", "sips", "pres", "tel");
    /** Characters that must not be written to a log line; the rule is that of {@code LogText} in qsa-base. */
    private static final Pattern UNSAFE = Pattern.compile(
            "[\\p{Cntrl}\\x{80}-\\x{9f}\\x{61c}\\x{200e}\\x{200f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}]");

    private static final String TOKEN_MARKS = "-.!%*_+`'~";

    private FieldChecks() {}

    /** A URI of a scheme that has a status, kept as it is. */
    static String uri(String field, String value) {
        String uri = line(field, value);
        int colon = uri.indexOf(':');
        if (colon < 1) {
            throw refused(field, "has no scheme", value);
        }
        if (!SCHEMES.contains(uri.substring(0, colon).toLowerCase(Locale.ROOT))) {
            throw refused(field, "has a scheme that is none of sip, sips, pres, tel", value);
        }
        if (colon == uri.length() - 1) {
            throw refused(field, "names nobody", value);
        }
        if (holds(uri, c -> c <= ' ' || c == '<' || c == '>' || c == '"' || c >= 127)) {
            throw refused(field, "holds a character that a URI may not hold", value);
        }
        return uri;
    }

    /** A token of RFC 3261 section 25.1. */
    static String token(String field, String value) {
        String token = line(field, value);
        if (token.isEmpty() || holds(token, c -> !isTokenCharacter(c))) {
            throw refused(field, "is not a token", value);
        }
        return token;
    }

    /** A media type without parameters: {@code type/subtype}, wildcards allowed. */
    static String mediaType(String field, String value) {
        String type = line(field, value);
        int slash = type.indexOf('/');
        if (slash < 0) {
            throw refused(field, "is not a media type", value);
        }
        token(field, type.substring(0, slash));
        token(field, type.substring(slash + 1));
        return type;
    }

    /** Text that cannot break out of a header line. */
    static String line(String field, String value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        if (holds(value, c -> c == '\r' || c == '\n' || c == 0)) {
            throw refused(field, "holds CR, LF or NUL", value);
        }
        return value;
    }

    private static boolean holds(String text, IntPredicate character) {
        for (int i = 0; i < text.length(); i++) {
            if (character.test(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTokenCharacter(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || TOKEN_MARKS.indexOf(c) >= 0;
    }

    private static IllegalArgumentException refused(String field, String what, String value) {
        String printable = UNSAFE.matcher(value).replaceAll("?");
        String shown = printable.length() > 80 ? printable.substring(0, 80) + "..." : printable;
        return new IllegalArgumentException(field + " " + what + ": '" + shown + "'");
    }
}
