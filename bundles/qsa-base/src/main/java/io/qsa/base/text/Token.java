package io.qsa.base.text;

/** The token of RFC 3261 section 25.1, in which names of headers, packages, extensions and media types are written. */
public final class Token {
    private static final String MARKS = "-.!%*_+`'~";

    private Token() {}

    /** Whether a text is a token: at least one character, and no other ones than a token may have. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isTokenCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || MARKS.indexOf(c) >= 0;
    }
}
