package io.qsa.presence.xml;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts the bytes of a document to UTF-8, and checks the part before its root element. So the parser of the JDK gets
 * neither broken bytes, which it would report to the standard error stream, nor a document type declaration.
 */
final class XmlBytes {
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]{1,80}?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long NOT_ASCII = 0x8080808080808080L;
    private static final int LONGEST_DECLARATION = 160;
    /** The usual beginning of a document. */
    private static final byte[] USUAL =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".getBytes(StandardCharsets.US_ASCII);

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private XmlBytes() {}

    /**
     * A document without a byte order mark in well-formed UTF-8, out of the encoding that the mark or the document names;
     * the same array if it is that already.
     */
    static byte[] utf8(byte[] bytes) throws XmlException {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return utf8(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return utf8(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return utf8(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (bytes.length > 0 && isSpace(bytes[0])) {
            return utf8(withoutSpaceBefore(bytes));
        }
        boolean isAscii = isAscii(bytes);
        Charset declared = declared(bytes, isAscii);
        // ASCII is the same in all encodings that may be declared.
        return isAscii ? bytes : utf8(bytes, 0, isUtf8AllTheSame(bytes, declared) ? StandardCharsets.UTF_8 : declared);
    }

    /** Whether {@link #utf8} has to ignore white space before a document, or its wrong encoding declaration. */
    static boolean isMislabelled(byte[] bytes) {
        if (bytes.length > 0 && isSpace(bytes[0])) {
            return true;
        }
        if (!startsWith(bytes, '<', '?') || startsUsually(bytes)) {
            return false;
        }
        String label = label(bytes).toUpperCase(Locale.ROOT);
        if (isAscii(bytes)) {
            return label.equals("UTF8") || label.startsWith("UTF-16");
        }
        return !label.isEmpty() && !label.equals("UTF-8") && isUtf8(bytes);
    }

    /** Removes an empty line before the declaration, which XML does not allow and which has no meaning. */
    private static byte[] withoutSpaceBefore(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && isSpace(bytes[start])) {
            start++;
        }
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Text of another encoding is hardly ever well-formed UTF-8 by chance; labels are often wrong. */
    private static boolean isUtf8AllTheSame(byte[] bytes, Charset declared) {
        return declared == StandardCharsets.UTF_8 || isUtf8(bytes);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        boolean same = bytes.length >= mark.length;
        for (int i = 0; same && i < mark.length; i++) {
            same = (bytes[i] & 0xFF) == mark[i];
        }
        return same;
    }

    private static boolean startsUsually(byte[] bytes) {
        return bytes.length > USUAL.length && Arrays.equals(bytes, 0, USUAL.length, USUAL, 0, USUAL.length);
    }

    private static Charset declared(byte[] bytes, boolean isAscii) throws XmlException {
        if (!startsWith(bytes, '<', '?') || startsUsually(bytes)) {
            return StandardCharsets.UTF_8;
        }
        String label = label(bytes);
        return switch (label.toUpperCase(Locale.ROOT)) {
            case "", "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
            case "ISO-8859-1" -> StandardCharsets.ISO_8859_1;
            case "US-ASCII" -> StandardCharsets.US_ASCII;
            case "WINDOWS-1252" -> WINDOWS;
            // With a mark or without: a document in UTF-16 does not look like ASCII, so the declaration is wrong.
            case "UTF-16", "UTF-16LE", "UTF-16BE" -> utf16(label, isAscii);
            default -> throw new XmlException("encoding '" + label + "' is not read");
        };
    }

    /** The encoding that a document declares; empty if it declares none. */
    private static String label(byte[] bytes) {
        int length = Math.min(bytes.length, LONGEST_DECLARATION);
        Matcher matcher = DECLARED.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Charset utf16(String label, boolean isAscii) throws XmlException {
        if (isAscii) {
            return StandardCharsets.UTF_8;
        }
        throw new XmlException("the bytes are no " + XmlText.printable(label));
    }

    private static byte[] utf8(byte[] bytes, int from, Charset charset) throws XmlException {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
            return text.getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new XmlException("the bytes are no " + charset.name(), e);
        }
    }

    static boolean isAscii(byte[] bytes) {
        long all = 0;
        int i = 0;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            all |= (long) EIGHT.get(bytes, i);
        }
        for (; i < bytes.length; i++) {
            all |= bytes[i];
        }
        return (all & NOT_ASCII) == 0;
    }

    /** Whether there is a document type declaration before the root element. */
    static boolean hasDoctype(String text) {
        int at = 0;
        while (at >= 0) {
            at = text.indexOf('<', at);
            if (at < 0 || text.startsWith("<!DOCTYPE", at)) {
                return at >= 0;
            }
            if (text.startsWith("<!--", at)) {
                at = text.indexOf("-->", at + 4);
            } else if (text.startsWith("<?", at)) {
                at = text.indexOf("?>", at + 2);
            } else {
                return false;
            }
        }
        return false;
    }
}
