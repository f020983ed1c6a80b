package io.qsa.presence.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a document and the present position, for {@link PlainXmlReader}: names of ASCII characters, values,
 * character data. Anything else is an {@link UnusualXmlException}. Confined to one reader.
 */
final class PlainXmlText {
    private static final int MAX_NAME = 200;
    /** Follows the last character; no usual document contains it. */
    private static final byte END = 0;

    /** The ASCII characters allowed in a name, except the colon. */
    private static final boolean[] IN_NAME = new boolean[0x80];

    static {
        for (int c = 0; c < IN_NAME.length; c++) {
            IN_NAME[c] = isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.';
        }
    }

    private static final KnownTexts NAMES = new KnownTexts();
    private static final KnownTexts NAMESPACES = new KnownTexts();

    private final byte[] text;
    private final int length;
    private final Charset charset;
    private final StringBuilder unescaped = new StringBuilder(0);
    private int position;
    /** The start and the end of the last value or content, unless it had references. */
    private int start;

    private int end;

    /** A document without a byte order mark, in well-formed UTF-8. */
    PlainXmlText(byte[] document) {
        text = Arrays.copyOf(document, document.length + 1);
        length = firstLineEnd() == '\r' ? unifyLineEnds(document.length) : document.length;
        text[length] = END;
        charset = XmlBytes.isAscii(document) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }

    /** The first character that may end a line. Where it is LF, no other line ends with CR, or the document is unusual. */
    private byte firstLineEnd() {
        int i = 0;
        while (text[i] != '\n' && text[i] != '\r' && text[i] != END) {
            i++;
        }
        return text[i];
    }

    /** Lets each line end with one character (XML 1.0 section 2.11); the length that is left. */
    private int unifyLineEnds(int before) {
        int size = 0;
        for (int i = 0; i < before; i++) {
            byte b = text[i];
            text[size] = b == '\r' ? (byte) '\n' : b;
            size += b == '\r' && text[i + 1] == '\n' ? 0 : 1;
        }
        return size;
    }

    boolean isAtEnd() {
        return position == length;
    }

    /** How far it is read. */
    int position() {
        return position;
    }

    /** The text between two positions. */
    String between(int from, int to) {
        return new String(text, from, to - from, charset);
    }

    /** Its beginning, at most this number of bytes. */
    String head(int most) {
        return between(0, Math.min(most, length));
    }

    /** The next byte, without moving; {@link #END}, which matches nothing, if there is none. */
    byte peek() {
        return text[position];
    }

    byte take() {
        byte c = text[position];
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

    /** Moves past this character, if it is next. */
    boolean passes(char c) {
        boolean comes = text[position] == c;
        position += comes ? 1 : 0;
        return comes;
    }

    /** Moves past these characters, if they are next. */
    boolean passes(String what) {
        boolean comes = comes(what);
        position += comes ? what.length() : 0;
        return comes;
    }

    /** Whether these characters are next. */
    boolean comes(String what) {
        return comes(what, position);
    }

    private boolean comes(String what, int at) {
        // END differs from all of these characters, so this stops at the end of the text.
        for (int i = 0; i < what.length(); i++) {
            if (text[at + i] != what.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Moves past white space; returns whether there was any. */
    boolean passesSpace() {
        int before = position;
        while (isSpace(text[position])) {
            position++;
        }
        return position > before;
    }

    private static boolean isSpace(byte c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    /** A name without a colon. */
    String name() {
        int from = position;
        byte c = text[from];
        if (!isNameStart(c)) {
            throw UnusualXmlException.INSTANCE;
        }
        int at = from;
        while (c >= 0 && IN_NAME[c]) {
            c = text[++at];
        }
        if (c < 0 || at - from > MAX_NAME) {
            throw UnusualXmlException.INSTANCE;
        }
        position = at;
        return NAMES.find(text, from, at, charset);
    }

    private static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** Passes the value of an attribute with its quotes; white space in it is spaces. */
    void passValue() {
        byte quote = take();
        if (quote != '"' && quote != '\'') {
            throw UnusualXmlException.INSTANCE;
        }
        begin();
        int at = position;
        for (byte c = text[at]; c != quote; c = text[at]) {
            at++;
            if (c == '<') {
                throw UnusualXmlException.INSTANCE;
            }
            if (c == '&') {
                position = at;
                resolve();
                at = position;
            } else if (isSpace(c) && c != ' ') {
                position = at;
                unescape(' ');
            } else if (c < ' ') {
                check(at - 1);
            }
        }
        position = at + 1;
        end = at;
    }

    /** Passes character data up to the next markup, references resolved. */
    void passContent() {
        begin();
        int at = position;
        for (byte c = text[at]; c != '<'; c = text[at]) {
            at++;
            if (c == '&') {
                position = at;
                resolve();
                at = position;
            } else if (c == ']' && comes("]>", at)) {
                throw UnusualXmlException.INSTANCE;
            } else if (c < ' ') {
                check(at - 1);
            }
        }
        position = at;
        end = at;
    }

    private void begin() {
        start = position;
        if (unescaped.length() > 0) {
            unescaped.setLength(0);
        }
    }

    /** Appends the text before the reference whose start was read, and its replacement. */
    private void resolve() {
        int before = position - 1;
        char c = reference();
        unescaped.append(between(start, before)).append(c);
        start = position;
    }

    private void unescape(char c) {
        unescaped.append(between(start, position - 1)).append(c);
        start = position;
    }

    /** The value or content that was passed last. */
    String passed() {
        return unescaped.length() == 0
                ? between(start, end)
                : unescaped.append(between(start, end)).toString();
    }

    /** The same for the value of a declaration of a namespace, of which there are few. */
    String passedNamespace() {
        return unescaped.length() > 0 || start == end ? passed() : NAMESPACES.find(text, start, end, charset);
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
        int at = position;
        for (byte c = text[at]; c != '-' || text[at + 1] != '-'; c = text[at]) {
            at++;
            if (c < ' ') {
                check(at - 1);
            }
        }
        position = at + 2;
        expect('>');
    }

    /** Refuses control characters, characters outside of the basic plane, and U+FFFE and U+FFFF. */
    private void check(int at) {
        byte c = text[at];
        boolean usual = c < 0 ? isUsualLead(at) : c >= ' ' || isSpace(c);
        if (!usual) {
            throw UnusualXmlException.INSTANCE;
        }
    }

    /** Whether this is a continuation byte, or the first one of a usual character; the UTF-8 is well-formed. */
    private boolean isUsualLead(int at) {
        int c = text[at] & 0xFF;
        return c < 0xEF || c == 0xEF && !((text[at + 1] & 0xFF) == 0xBF && (text[at + 2] & 0xFF) >= 0xBE);
    }
}
