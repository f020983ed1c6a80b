package io.qsa.presence.xml;

/**
 * The text of a document and the place up to which it is read, for {@link PlainXmlReader}: names of ASCII characters,
 * values, character data. Whatever else there is, is an {@link UnusualXmlException}. Confined to one reader.
 */
final class PlainXmlText {
    private static final int MAX_NAME = 200;
    private static final int NAMES = 512;
    /** Names that were seen before, each at the place of its hash. Any thread may replace one by another at any time. */
    private static final String[] KNOWN_NAMES = new String[NAMES];

    private final String text;
    private final StringBuilder unescaped = new StringBuilder();
    private int position;

    /** @param text a document with its line ends normalised */
    PlainXmlText(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        return position == text.length();
    }

    /** The next character, not passed yet. */
    char peek() {
        if (position >= text.length()) {
            throw UnusualXmlException.INSTANCE;
        }
        return text.charAt(position);
    }

    char take() {
        char c = peek();
        position++;
        return c;
    }

    void expect(char c) {
        if (take() != c) {
            throw UnusualXmlException.INSTANCE;
        }
    }

    /** Passes these characters, if they come next. */
    boolean passes(String what) {
        boolean comes = text.startsWith(what, position);
        position += comes ? what.length() : 0;
        return comes;
    }

    /** Passes white space; tells whether there was any. */
    boolean passesSpace() {
        int start = position;
        while (position < text.length() && isSpace(text.charAt(position))) {
            position++;
        }
        return position > start;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    /** A name without a colon. */
    String name() {
        int start = position;
        if (!isNameStart(peek())) {
            throw UnusualXmlException.INSTANCE;
        }
        int hash = 0;
        char c = peek();
        for (; isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.'; c = peek()) {
            hash = 31 * hash + c;
            position++;
        }
        int length = position - start;
        if (c >= 0x80 || length > MAX_NAME) {
            throw UnusualXmlException.INSTANCE;
        }
        int place = (hash ^ hash >>> 16) & NAMES - 1;
        String known = KNOWN_NAMES[place];
        if (known == null || known.length() != length || !text.startsWith(known, start)) {
            known = text.substring(start, position);
            KNOWN_NAMES[place] = known;
        }
        return known;
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** The value of an attribute with its quotes; white space in it is spaces. */
    String value() {
        char quote = take();
        if (quote != '"' && quote != '\'') {
            throw UnusualXmlException.INSTANCE;
        }
        int start = position;
        unescaped.setLength(0);
        for (char c = take(); c != quote; c = take()) {
            if (c == '<') {
                throw UnusualXmlException.INSTANCE;
            }
            if (c == '&') {
                unescaped.append(text, start, position - 1);
                unescaped.append(reference());
                start = position;
            } else if (c < ' ') {
                check(c);
                unescaped.append(text, start, position - 1).append(' ');
                start = position;
            } else if (c >= 0x80) {
                check(c);
            }
        }
        return upTo(position - 1, start);
    }

    /** Character data up to the next markup, references resolved. */
    String content() {
        int start = position;
        unescaped.setLength(0);
        for (char c = peek(); c != '<'; c = peek()) {
            position++;
            if (c == '&') {
                unescaped.append(text, start, position - 1);
                unescaped.append(reference());
                start = position;
            } else if (c == ']' && text.startsWith("]>", position)) {
                throw UnusualXmlException.INSTANCE;
            } else if (c < ' ' || c >= 0x80) {
                check(c);
            }
        }
        return upTo(position, start);
    }

    private String upTo(int end, int start) {
        return unescaped.length() == 0
                ? text.substring(start, end)
                : unescaped.append(text, start, end).toString();
    }

    /** One of the five entities that every document has; numbers are left to others. */
    private char reference() {
        if (passes("amp;")) {
            return '&';
        } else if (passes("lt;")) {
            return '<';
        } else if (passes("gt;")) {
            return '>';
        } else if (passes("quot;")) {
            return '"';
        } else if (passes("apos;")) {
            return '\'';
        }
        throw UnusualXmlException.INSTANCE;
    }

    /** Passes a comment whose begin has been passed. */
    void comment() {
        int end = text.indexOf("--", position);
        if (end < 0) {
            throw UnusualXmlException.INSTANCE;
        }
        while (position < end) {
            check(take());
        }
        position += 2;
        expect('>');
    }

    private static void check(char c) {
        boolean plain = c >= ' ' || isSpace(c);
        if (!plain || Character.isSurrogate(c) || c >= 0xFFFE) {
            throw UnusualXmlException.INSTANCE;
        }
    }
}
