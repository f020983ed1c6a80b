package io.qsa.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads one message from its bytes, strictly (RFC 3261 section 7): folded lines are joined, names get their usual
 * spelling, and what is wrong, stands twice or is missing is refused, not guessed. Confined to one call.
 */
public final class SipParser {
    /** More header fields than this are an attack. */
    private static final int MAX_FIELDS = 1000;

    private static final int MAX_BODY = 1 << 30;

    private final byte[] bytes;
    private final String head;
    private final int bodyStart;
    private final List<String> fields = new ArrayList<>(32);
    private int seen;
    private int position;
    /** The line that was passed last. */
    private int lineStart;

    private int lineEnd;

    private SipParser(byte[] bytes, int start, int bodyStart) throws MalformedMessageException {
        this.bytes = bytes;
        this.bodyStart = bodyStart;
        this.head = decode(bytes, start, bodyStart - start);
    }

    /**
     * Reads a whole message.
     *
     * @param message the bytes; what follows the body is passed over, empty lines before the message too
     */
    public static SipMessage parse(byte[] message) throws MalformedMessageException {
        int start = 0;
        while (start < message.length && (message[start] == '\r' || message[start] == '\n')) {
            start++;
        }
        int bodyStart = endOfHead(message, start);
        if (bodyStart < 0) {
            throw new MalformedMessageException(400, "no end of the header section");
        }
        return new SipParser(message, start, bodyStart).read();
    }

    /** The index after the first empty line; -1 if there is none. */
    static int endOfHead(byte[] bytes, int start) {
        for (int i = start; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                int next = i + 1 < bytes.length && bytes[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < bytes.length && bytes[next] == '\n') {
                    return next + 1;
                }
            }
        }
        return -1;
    }

    private static String decode(byte[] bytes, int start, int length) throws MalformedMessageException {
        boolean ascii = true;
        for (int i = start; i < start + length; i++) {
            ascii &= bytes[i] >= 0;
        }
        if (ascii) {
            return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(400, "the header section is not UTF-8");
        }
    }

    private SipMessage read() throws MalformedMessageException {
        passLine();
        StartLine line = StartLine.parse(head.substring(lineStart, lineEnd));
        readFields();
        String[] array = fields.toArray(String[]::new);
        byte[] body = body(array);
        SipMessage message = line.isRequest()
                ? new SipRequest(line.method(), line.requestUri(), null, withoutLength(array), body)
                : new SipResponse(line.code(), line.phrase(), false, withoutLength(array), body);
        MandatoryHeaders.check(message, line);
        return message;
    }

    private void readFields() throws MalformedMessageException {
        passLine();
        while (lineEnd > lineStart) {
            if (isFolded()) {
                addFolded(head.substring(lineStart, lineEnd));
            } else {
                addField(head, lineStart, lineEnd);
                passLine();
            }
        }
    }

    /** Whether the line behind this one continues it; the head ends with an empty line, so there is one. */
    private boolean isFolded() {
        char next = head.charAt(position);
        return next == ' ' || next == '\t';
    }

    private void addFolded(String first) throws MalformedMessageException {
        StringBuilder unfolded = new StringBuilder(first);
        boolean folded = true;
        while (folded) {
            folded = isFolded();
            passLine();
            if (folded) {
                unfolded.append(' ').append(head.substring(lineStart, lineEnd).trim());
            }
        }
        addField(unfolded.toString(), 0, unfolded.length());
    }

    /** Adds the field that stands between two places of a text. */
    private void addField(String text, int start, int end) throws MalformedMessageException {
        int nameEnd = Math.min(HeaderText.endOfToken(text, start), end);
        int colon = nameEnd;
        while (colon < end && (text.charAt(colon) == ' ' || text.charAt(colon) == '\t')) {
            colon++;
        }
        if (nameEnd == start || colon == end || text.charAt(colon) != ':') {
            throw new MalformedMessageException(
                    400, "no header field: '" + HeaderText.printable(text.substring(start, end)) + "'");
        }
        String name = HeaderNames.canonical(text, start, nameEnd);
        int bit = HeaderNames.singleBit(name);
        if ((seen & bit) != 0) {
            throw new MalformedMessageException(400, name + " stands twice");
        }
        seen |= bit;
        if (fields.size() == 2 * MAX_FIELDS) {
            throw new MalformedMessageException(400, "more than " + MAX_FIELDS + " header fields");
        }
        fields.add(name);
        fields.add(trimmed(text, colon + 1, end));
    }

    private static String trimmed(String text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        return text.substring(from, to);
    }

    /** Passes the next line, whose end does not belong to it; the last line of a head is the empty one. */
    private void passLine() throws MalformedMessageException {
        int start = position;
        int i = start;
        for (; head.charAt(i) != '\n'; i++) {
            char c = head.charAt(i);
            boolean endsLine = c == '\r' && head.charAt(i + 1) == '\n';
            if (c < ' ' && c != '\t' && !endsLine || c == 0x7f) {
                throw new MalformedMessageException(400, "a control character in the header section");
            }
        }
        position = i + 1;
        lineStart = start;
        lineEnd = i > start && head.charAt(i - 1) == '\r' ? i - 1 : i;
    }

    private byte[] body(String[] array) throws MalformedMessageException {
        int available = bytes.length - bodyStart;
        String declared = valueOf("Content-Length", array);
        if (declared == null) {
            return Arrays.copyOfRange(bytes, bodyStart, bytes.length);
        }
        long length = HeaderText.number(declared, MAX_BODY);
        if (length < 0 || length > available) {
            throw new MalformedMessageException(
                    400, "Content-Length '" + HeaderText.printable(declared) + "' but " + available + " bytes");
        }
        return Arrays.copyOfRange(bytes, bodyStart, bodyStart + (int) length);
    }

    private static String valueOf(String name, String[] fields) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    /** Content-Length is made from the body whenever a message is written. */
    private static String[] withoutLength(String[] fields) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals("Content-Length")) {
                String[] rest = new String[fields.length - 2];
                System.arraycopy(fields, 0, rest, 0, i);
                System.arraycopy(fields, i + 2, rest, i, rest.length - i);
                return rest;
            }
        }
        return fields;
    }
}
