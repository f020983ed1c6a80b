package io.qsa.sip;

import java.util.List;
import java.util.regex.Pattern;

/** Reading and checking of header text (RFC 3261 section 25.1). */
final class HeaderText {
    /** Control characters, also those beyond ASCII, which a terminal would execute, and all line separators. */
    private static final Pattern NOT_PRINTABLE = Pattern.compile(
            "[\\p{Cntrl}\\x{80}-\\x{9f}\\x{61c}\\x{200e}\\x{200f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}]");

    /** The bit in which a letter of ASCII differs from its capital. */
    static final int CASE = 0x20;

    private static final char DELETE = 0x7f;

    private static final String TOKEN_MARKS = "-.!%*_+`'~";
    private static final boolean[] IN_TOKEN = new boolean[0x80];

    static {
        for (char c = 0; c < IN_TOKEN.length; c++) {
            boolean isAlphanumeric = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            IN_TOKEN[c] = isAlphanumeric || TOKEN_MARKS.indexOf(c) >= 0;
        }
    }

    private HeaderText() {}

    static boolean isTokenCharacter(char c) {
        return c < IN_TOKEN.length && IN_TOKEN[c];
    }

    /** The index after the token that begins at {@code start}. */
    static int endOfToken(String text, int start) {
        int i = start;
        while (i < text.length() && isTokenCharacter(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The same in bytes, up to {@code end} at most. */
    static int endOfToken(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] >= 0 && IN_TOKEN[bytes[i]]) {
            i++;
        }
        return i;
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && endOfToken(text, 0) == text.length();
    }

    /** The value of a text of decimal digits only, at most {@code max}; -1 for all other text. */
    static long number(String text, long max) {
        return number(text, 0, text.length(), max);
    }

    /** The same for a range of a text. */
    static long number(String text, int start, int end, long max) {
        long value = start == end ? -1 : 0;
        for (int i = start; i < end && value >= 0; i++) {
            char c = text.charAt(i);
            value = c >= '0' && c <= '9' ? value * 10 + (c - '0') : -1;
            value = value > max ? -1 : value;
        }
        return value;
    }

    /** Adds the comma-separated elements of a header value; commas in quotes and angle brackets do not count. */
    static void splitElements(String value, List<String> into) {
        int start = 0;
        while (start <= value.length()) {
            int end = endOfElement(value, start);
            addElement(value.substring(start, end), into);
            start = end + 1;
        }
    }

    /** The index of the comma after the element that begins at {@code start}, or the length of the text. */
    static int endOfElement(String value, int start) {
        int i = start;
        while (i < value.length() && value.charAt(i) != ',') {
            char c = value.charAt(i);
            if (c == '"') {
                i = endOfQuoted(value, i);
            } else if (c == '<') {
                int close = value.indexOf('>', i);
                i = close < 0 ? value.length() : close + 1;
            } else {
                i++;
            }
        }
        return i;
    }

    /** The index after the quoted string that begins at {@code start}; the length of the text if it has no end. */
    static int endOfQuoted(String text, int start) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
        }
        return text.length();
    }

    /** A range of a text, without the blanks around it. */
    static String trimmed(String text, int start, int end) {
        int from = startOfText(text, start, end);
        return text.substring(from, endOfText(text, from, end));
    }

    /** Whether the text from {@code start} on, without the blanks around it, is {@code wanted}. */
    static boolean isTrimmed(String text, int start, String wanted) {
        int from = startOfText(text, start, text.length());
        return endOfText(text, from, text.length()) - from == wanted.length() && text.startsWith(wanted, from);
    }

    /** The index of the first character in a range that is no blank; its end if there is none. */
    static int startOfText(String text, int start, int end) {
        int i = start;
        while (i < end && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    /** The index after the last character in a range that is no blank; its start if there is none. */
    static int endOfText(String text, int start, int end) {
        int i = end;
        while (i > start && text.charAt(i - 1) <= ' ') {
            i--;
        }
        return i;
    }

    static String checkedName(String name) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("no header name: '" + printable(name) + "'");
        }
        return name;
    }

    /** Refuses a header value that could break out of its line; NUL may stand in a quoted pair. */
    static String checkedValue(String name, String value) {
        // Each of these looks at many characters at once.
        boolean mayBreakOut = value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0 || value.indexOf(0) >= 0;
        if (mayBreakOut && hasControls(value)) {
            throw new IllegalArgumentException("header " + name + " holds CR, LF or NUL: '" + printable(value) + "'");
        }
        return value;
    }

    /**
     * Whether it has a control character of ASCII other than the tabulator. The second one of a quoted pair in a quoted string
     * does not count, which may be any but CR and LF (RFC 3261 section 25.1).
     */
    static boolean hasControls(String text) {
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuoted && c == '\\' && i + 1 < text.length() && isQuotable(text.charAt(i + 1))) {
                i++;
            } else if (c < ' ' && c != '\t' || c == DELETE) {
                return true;
            }
            isQuoted ^= c == '"';
        }
        return false;
    }

    private static boolean isQuotable(char c) {
        return c <= DELETE && c != '\r' && c != '\n';
    }

    /** The text with a question mark for each control character of ASCII. */
    static String withoutControls(String text) {
        boolean isPlain = text.chars().allMatch(c -> c >= ' ' && c != DELETE);
        return isPlain ? text : text.replaceAll("\\p{Cntrl}", "?");
    }

    /** Text of unknown origin, fit for a log line or an error message; the rule is that of {@code LogText} in qsa-base. */
    static String printable(String text) {
        String clean = NOT_PRINTABLE.matcher(text).replaceAll("?");
        return clean.length() > 120 ? clean.substring(0, 120) + "..." : clean;
    }

    private static void addElement(String raw, List<String> into) {
        String element = raw.trim();
        if (!element.isEmpty()) {
            into.add(element);
        }
    }
}
