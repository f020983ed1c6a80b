package io.qsa.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Parses one message (RFC 3261 section 7): folded lines are joined, names get their usual spelling, and a header field that is
 * wrong, repeated or missing is an error, not a guess. An {@link Oddity} is accepted if the caller accepts it.
 * Confined to one call.
 */
public final class SipParser {
    /** More header fields than this are an attack. */
    private static final int MAX_FIELDS = 1000;

    private static final int MAX_BODY = 1 << 30;
    private static final byte DELETE = 0x7f;

    private static final int USUAL_FIELDS = 16;

    private final byte[] bytes;
    /** Name, value, name, value ... */
    private String[] fields = new String[2 * USUAL_FIELDS];

    private int size;
    private int seen;
    private String contentLength;
    private int position;
    /** The last line that was passed, and how to decode it. */
    private int lineStart;

    private int lineEnd;
    private Charset charset;
    private final Predicate<Oddity> takes;
    private boolean hasBareLineFeed;
    /** Whether the last line has control characters, all of them in quoted pairs. */
    private boolean hasControls;

    private SipParser(byte[] bytes, Predicate<Oddity> takes) {
        this.bytes = bytes;
        this.takes = takes;
    }

    /**
     * Reads a whole message.
     *
     * @param message the bytes; they must not be changed afterwards, because the body is not copied. Bytes after the body
     *     are ignored, as are empty lines before the message
     */
    public static SipMessage parse(byte[] message) throws MalformedMessageException {
        return parse(message, oddity -> true);
    }

    /**
     * The same, where the caller decides which oddities are accepted.
     *
     * @param takes is called once for each kind of oddity in the message; if it returns false, the message is malformed
     */
    public static SipMessage parse(byte[] message, Predicate<Oddity> takes) throws MalformedMessageException {
        return new SipParser(message, takes).read();
    }

    private SipMessage read() throws MalformedMessageException {
        while (position < bytes.length && (bytes[position] == '\r' || bytes[position] == '\n')) {
            position++;
        }
        passLine();
        if (hasControls) {
            // There is no quoted string in a start line.
            throw controlCharacter();
        }
        StartLine line = StartLine.parse(text(bytes, lineStart, lineEnd, charset));
        readFields();
        String[] read = Arrays.copyOf(fields, size);
        SipMessage message = line.isRequest()
                ? new SipRequest(line.method(), line.requestUri(), RequestPath.ANY, read, body())
                : new SipResponse(line.code(), line.phrase(), false, read, body());
        MandatoryHeaders.check(message, line);
        requireTaken(Oddities.of(message));
        if (hasBareLineFeed) {
            requireTaken(EnumSet.of(Oddity.BARE_LINE_FEEDS));
        }
        return message;
    }

    private void requireTaken(Set<Oddity> odd) throws MalformedMessageException {
        for (Oddity oddity : odd) {
            if (!takes.test(oddity)) {
                throw new MalformedMessageException(400, oddity.text());
            }
        }
    }

    private void readFields() throws MalformedMessageException {
        passLine();
        while (lineEnd > lineStart) {
            if (isFolded()) {
                byte[] unfolded = unfolded().getBytes(StandardCharsets.UTF_8);
                addField(unfolded, 0, unfolded.length, StandardCharsets.UTF_8);
            } else {
                addField(bytes, lineStart, lineEnd, charset);
                passLine();
            }
        }
    }

    /** Whether the next line continues this one. */
    private boolean isFolded() {
        return position < bytes.length && isBlank(bytes[position]);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** The line joined with those that continue it. Also passes the line after them. */
    private String unfolded() throws MalformedMessageException {
        StringBuilder unfolded = new StringBuilder(text(bytes, lineStart, lineEnd, charset));
        boolean folded = true;
        while (folded) {
            folded = isFolded();
            passLine();
            if (folded) {
                unfolded.append(' ')
                        .append(text(bytes, lineStart, lineEnd, charset).trim());
            }
        }
        return unfolded.toString();
    }

    /** Adds the field in a range of bytes. */
    private void addField(byte[] source, int start, int end, Charset encoding) throws MalformedMessageException {
        int nameEnd = HeaderText.endOfToken(source, start, end);
        int colon = nameEnd;
        while (colon < end && isBlank(source[colon])) {
            colon++;
        }
        if (nameEnd == start || colon == end || source[colon] != ':') {
            throw new MalformedMessageException(
                    400, "no header field: '" + HeaderText.printable(text(source, start, end, encoding)) + "'");
        }
        String name = HeaderNames.canonical(source, start, nameEnd);
        int bit = HeaderNames.singleBit(name);
        if ((seen & bit) != 0) {
            throw new MalformedMessageException(400, name + " stands twice");
        }
        seen |= bit;
        String value = trimmed(source, colon + 1, end, encoding);
        if (name.equals("Content-Length")) {
            // Not kept as a field: it is computed from the body whenever a message is written.
            contentLength = value;
        } else {
            add(name, value);
        }
    }

    private void add(String name, String value) throws MalformedMessageException {
        if (size == 2 * MAX_FIELDS) {
            throw new MalformedMessageException(400, "more than " + MAX_FIELDS + " header fields");
        }
        if (size == fields.length) {
            fields = Arrays.copyOf(fields, 2 * size);
        }
        fields[size++] = name;
        fields[size++] = value;
    }

    private static String trimmed(byte[] source, int start, int end, Charset encoding) {
        int from = start;
        int to = end;
        while (from < to && isBlank(source[from])) {
            from++;
        }
        while (to > from && isBlank(source[to - 1])) {
            to--;
        }
        return text(source, from, to, encoding);
    }

    private static String text(byte[] source, int start, int end, Charset encoding) {
        return new String(source, start, end - start, encoding);
    }

    /** Passes the next line, whose end does not belong to it; the last line of a head is the empty one. */
    private void passLine() throws MalformedMessageException {
        int start = position;
        boolean isAscii = true;
        hasControls = false;
        int i = endOfPlain(start);
        while (i < bytes.length && bytes[i] != '\n') {
            isAscii &= bytes[i] >= 0;
            hasControls |= isControl(i);
            i = endOfPlain(i + 1);
        }
        if (i == bytes.length) {
            throw new MalformedMessageException(400, "no end of the header section");
        }
        position = i + 1;
        lineStart = start;
        boolean hasReturn = i > start && bytes[i - 1] == '\r';
        lineEnd = hasReturn ? i - 1 : i;
        hasBareLineFeed |= !hasReturn;
        charset = isAscii ? StandardCharsets.ISO_8859_1 : checkedUtf8();
        if (hasControls && HeaderText.hasControls(text(bytes, lineStart, lineEnd, charset))) {
            throw controlCharacter();
        }
    }

    /** The index of the next byte that is no printable ASCII character. */
    private int endOfPlain(int from) {
        int i = from;
        while (i < bytes.length && bytes[i] >= ' ' && bytes[i] != DELETE) {
            i++;
        }
        return i;
    }

    private boolean isControl(int at) {
        byte b = bytes[at];
        boolean endsLine = b == '\r' && at + 1 < bytes.length && bytes[at + 1] == '\n';
        return b >= 0 && b != '\t' && !endsLine;
    }

    private static MalformedMessageException controlCharacter() {
        return new MalformedMessageException(400, "a control character in the header section");
    }

    /** ASCII needs no decoder; everything else must be UTF-8. */
    private Charset checkedUtf8() throws MalformedMessageException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, lineStart, lineEnd - lineStart));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            throw new MalformedMessageException(400, "the header section is not UTF-8");
        }
    }

    private MessageBody body() throws MalformedMessageException {
        int available = bytes.length - position;
        if (contentLength == null) {
            return MessageBody.within(bytes, position, available);
        }
        long length = HeaderText.number(contentLength, MAX_BODY);
        if (length < 0 || length > available) {
            throw new MalformedMessageException(
                    400, "Content-Length '" + HeaderText.printable(contentLength) + "' but " + available + " bytes");
        }
        return MessageBody.within(bytes, position, (int) length);
    }
}
