package io.qsa.presence.xml;

/**
 * The text of a document and the place up to which it is read, for {@link PlainXmlReader}: names of ASCII characters,
 * values, character data. Whatever else there is, is an {@link UnusualXmlException}. Confined to one reader.
 */
final class PlainXmlText {
    private static final int MAX_NAME = 200;
    /** Stands behind the last character; no document that is usual has it. */
    private static final char END = 0;

    /** The ASCII characters that may stand in a name, but for the colon. */
    private static final boolean[] IN_NAME = new boolean[0x80];

    static {
        for (char c = 0; c < IN_NAME.length; c++) {
            IN_NAME[c] = isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.';
        }
    }

    private static final KnownTexts NAMES = new KnownTexts();
    private static final KnownTexts NAMESPACES = new KnownTexts();

    private final char[] text;
    private final int length;
    private final StringBuilder unescaped = new StringBuilder(0);
    private int position;
    /** Where the value or the content begins that was read last, and where it ends, unless it had references. */
    private int start;

    private int end;

    /** @param document a document with its line ends normalised */
    PlainXmlText(String document) {
        length = document.length();
        text = new char[length + 1];
        document.getChars(0, length, text, 0);
    }

    boolean isAtEnd() {
        return position == length;
    }

    /** How far it is read. */
    int position() {
        return position;
    }

    /** What stands between two places. */
    String between(int from, int to) {
        return new String(text, from, to - from);
    }

    /** The next character, not passed yet; {@link #END}, which nothing takes, if there is none. */
    char peek() {
        return text[position];
    }

    char take() {
        char c = text[position];
        if (c == END) {
            throw UnusualXmlException.INSTANCE;
        }
        position++;
        return c;
    }

    void expect(char c) {
        if (take() != c) {
            throw UnusualXmlException.INSTANCE;
        }
    }

    /** Passes this character, if it comes next. */
    boolean passes(char c) {
        boolean comes = text[position] == c;
        position += comes ? 1 : 0;
        return comes;
    }

    /** Passes these characters, if they come next. */
    boolean passes(String what) {
        boolean comes = comes(what, position);
        position += comes ? what.length() : 0;
        return comes;
    }

    private boolean comes(String what, int at) {
        // The end of the text is none of the characters that are asked for.
        for (int i = 0; i < what.length(); i++) {
            if (text[at + i] != what.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes white space; tells whether there was any. */
    boolean passesSpace() {
        int before = position;
        while (isSpace(text[position])) {
            position++;
        }
        return position > before;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    /** A name without a colon. */
    String name() {
        int from = position;
        int hash = 0;
        char c = text[from];
        if (!isNameStart(c)) {
            throw UnusualXmlException.INSTANCE;
        }
        int at = from;
        while (c < 0x80 && IN_NAME[c]) {
            hash = 31 * hash + c;
            c = text[++at];
        }
        if (c >= 0x80 || at - from > MAX_NAME) {
            throw UnusualXmlException.INSTANCE;
        }
        position = at;
        return NAMES.find(text, from, at, hash);
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** Passes the value of an attribute with its quotes; white space in it is spaces. */
    void passValue() {
        char quote = take();
        if (quote != '"' && quote != '\'') {
            throw UnusualXmlException.INSTANCE;
        }
        begin();
        for (char c = take(); c != quote; c = take()) {
            if (c == '<') {
                throw UnusualXmlException.INSTANCE;
            }
            if (c == '&') {
                resolve();
            } else if (c < ' ') {
                check(c);
                unescape(' ');
            } else if (c >= 0x80) {
                check(c);
            }
        }
        end = position - 1;
    }

    /** Passes character data up to the next markup, references resolved. */
    void passContent() {
        begin();
        int at = position;
        for (char c = text[at]; c != '<'; c = text[at]) {
            at++;
            if (c == '&') {
                position = at;
                resolve();
                at = position;
            } else if (c == ']' && comes("]>", at)) {
                throw UnusualXmlException.INSTANCE;
            } else if (c < ' ' || c >= 0x80) {
                check(c);
            }
        }
        position = at;
        end = at;
    }

    private void begin() {
        start = position;
        unescaped.setLength(0);
    }

    /** Takes what was read up to the reference whose begin was passed, and what it stands for. */
    private void resolve() {
        int before = position - 1;
        char c = reference();
        unescaped.append(text, start, before - start).append(c);
        start = position;
    }

    private void unescape(char c) {
        unescaped.append(text, start, position - 1 - start).append(c);
        start = position;
    }

    /** The value or content that was passed last. */
    String passed() {
        return unescaped.length() == 0
                ? between(start, end)
                : unescaped.append(text, start, end - start).toString();
    }

    /** The same for the value of a declaration of a namespace, of which there are few. */
    String passedNamespace() {
        if (unescaped.length() > 0) {
            return passed();
        }
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text[i];
        }
        return NAMESPACES.find(text, start, end, hash);
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
        while (!passes("--")) {
            check(take());
        }
        expect('>');
    }

    private static void check(char c) {
        boolean plain = c >= ' ' || isSpace(c);
        if (!plain || Character.isSurrogate(c) || c >= 0xFFFE) {
            throw UnusualXmlException.INSTANCE;
        }
    }
}
