package io.qsa.presence.xml;

import java.util.regex.Pattern;

/**
 * Text to be written into a document: characters that XML 1.0 does not allow are refused, others are escaped if
 * necessary.
 */
public final class XmlText {
    private static final Pattern UNSAFE = Pattern.compile(
            "[\\p{Cntrl}\\x{80}-\\x{9f}\\x{61c}\\x{200e}\\x{200f}\\x{2028}-\\x{202e}\\x{2066}-\\x{2069}]");

    private XmlText() {}

    /** The text itself, if XML 1.0 allows every character of it. */
    public static String checked(String field, String text) {
        if (text == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        for (int i = endOfPlain(text); i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!isXml(text.codePointAt(i))) {
                throw new IllegalArgumentException(
                        String.format("%s holds U+%04X, which XML cannot hold", field, text.codePointAt(i)));
            }
        }
        return text;
    }

    /** The position of the first character that needs a check. */
    private static int endOfPlain(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) <= 0xD7FF) {
            i++;
        }
        return i;
    }

    /** The same, and there must be something. */
    public static String required(String field, String text) {
        if (checked(field, text).isBlank()) {
            throw new IllegalArgumentException(field + " is empty");
        }
        return text;
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && c <= 0xD7FF
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0xE000 && c <= 0xFFFD
                || c > 0xFFFF;
    }

    /** Appends the content of an element. */
    public static void appendContent(StringBuilder out, String text) {
        append(out, text, false);
    }

    /** Appends the value of an attribute; white space survives the normalisation of attributes. */
    public static void appendValue(StringBuilder out, String text) {
        append(out, text, true);
    }

    private static void append(StringBuilder out, String text, boolean value) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = escaped(text.charAt(i), value);
            if (!escaped.isEmpty()) {
                out.append(text, start, i).append(escaped);
                start = i + 1;
            }
        }
        out.append(text, start, text.length());
    }

    /** The escape of a character; empty for the usual ones, which need none. */
    private static String escaped(char c, boolean value) {
        if (c > '>') {
            return "";
        }
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&apos;";
            case '\r' -> "&#13;";
            case '\n' -> value ? "&#10;" : "";
            case '\t' -> value ? "&#9;" : "";
            default -> "";
        };
    }

    /** Text of unknown origin, fit for a message; the rule is that of {@code LogText} in qsa-base. */
    public static String printable(String text) {
        String clean = UNSAFE.matcher(text).replaceAll("?");
        return clean.length() > 80 ? clean.substring(0, 80) + "..." : clean;
    }
}
