package io.qsa.base.uri;

/**
 * The canonical spelling of text with percent escapes (RFC 3261 section 19.1.4, RFC 3966 section 3): unreserved characters are
 * not escaped, reserved ones stay as they were written, all others are escaped.
 */
final class Escapes {
    private static final String RESERVED = ";/?:@&=+$,";
    private static final String HEX = "0123456789ABCDEF";
    private static final int ASCII = 128;

    private Escapes() {}

    static String canonical(String text) {
        int plain = 0;
        while (plain < text.length() && isWrittenAsIs(text.charAt(plain))) {
            plain++;
        }
        return plain == text.length() ? text : canonical(text, plain);
    }

    private static String canonical(String text, int plain) {
        StringBuilder result = new StringBuilder(text.length() + 8).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            int escaped = c == '%' ? escaped(text, i) : -1;
            if (escaped >= 0) {
                i += 2;
                append(result, (char) escaped, isUnreserved((char) escaped));
            } else {
                append(result, c, isWrittenAsIs(c));
            }
        }
        return result.toString();
    }

    private static void append(StringBuilder result, char c, boolean asIs) {
        if (asIs) {
            result.append(c);
        } else {
            result.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
    }

    /** The character of an escape; -1 if it is none. */
    private static int escaped(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(percent + 1));
        int low = digit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int digit(char c) {
        return c < ASCII ? Character.digit(c, 16) : -1;
    }

    private static boolean isWrittenAsIs(char c) {
        return isUnreserved(c) || RESERVED.indexOf(c) >= 0;
    }

    static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '-'
                || c == '_'
                || c == '.'
                || c == '!'
                || c == '~'
                || c == '*'
                || c == '\''
                || c == '('
                || c == ')';
    }
}
