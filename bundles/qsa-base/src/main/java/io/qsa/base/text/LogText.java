package io.qsa.base.text;

/**
 * Makes text of unknown origin safe for a log line or an error message: one line, of bounded length, that reads in the
 * order in which it was written. Immutable.
 *
 * <p>Unsafe are the controls of ASCII and of ISO 8859-1 (C1, which some terminals obey), the line separators of Unicode, and
 * the marks that change the direction of writing, because they make a line look like another one.
 */
public final class LogText {
    /** The usual bound, in characters. */
    public static final int MAX_LENGTH = 120;

    private static final String CUT = "...";

    private LogText() {}

    /** The text with a question mark for each unsafe character, cut after {@link #MAX_LENGTH}; mostly the same object. */
    public static String of(String text) {
        return of(text, MAX_LENGTH);
    }

    /**
     * The same with a bound of its own.
     *
     * @param text may be null, as the message of an exception may; it is shown as {@code null}
     */
    public static String of(String text, int maxLength) {
        if (text == null) {
            return "null";
        }
        int end = end(text, maxLength);
        int unsafe = firstUnsafe(text, end);
        if (unsafe == end) {
            return end == text.length() ? text : text.substring(0, end) + CUT;
        }
        StringBuilder safe = new StringBuilder(end + CUT.length()).append(text, 0, unsafe);
        for (int i = unsafe; i < end; i++) {
            char c = text.charAt(i);
            safe.append(isUnsafe(c) ? '?' : c);
        }
        return (end == text.length() ? safe : safe.append(CUT)).toString();
    }

    /** Where the text is cut: never between the two halves of a character. */
    private static int end(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text.length();
        }
        return maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
    }

    private static int firstUnsafe(String text, int end) {
        int i = 0;
        while (i < end && !isUnsafe(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Whether a character could break out of its line, move the cursor of a terminal or change the direction of writing. */
    public static boolean isUnsafe(int c) {
        return Character.isISOControl(c)
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }
}
