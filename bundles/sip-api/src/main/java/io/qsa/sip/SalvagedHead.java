package io.qsa.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a malformed header section. */
final class SalvagedHead {
    /** Replaces an address that is missing or unreadable. */
    static final String NOBODY = "<sip:unreadable.invalid>";
    /** Replaces such a Call-ID. */
    static final String NO_CALL = "unreadable";

    private static final int MAX_BYTES = 65536;
    private static final int MAX_FIELDS = 1000;

    private SalvagedHead() {}

    /** The lines of the header section, folded ones joined; the first one is the start line. */
    static List<String> lines(byte[] message) {
        List<String> lines = new ArrayList<>();
        int end = Math.min(message.length, MAX_BYTES);
        int start = 0;
        while (start < end && lines.size() <= MAX_FIELDS) {
            int next = start;
            while (next < end && message[next] != '\n') {
                next++;
            }
            int lineEnd = next > start && message[next - 1] == '\r' ? next - 1 : next;
            boolean isEmpty = lineEnd == start;
            if (isEmpty && !lines.isEmpty()) {
                break;
            }
            if (!isEmpty) {
                addLine(text(message, start, lineEnd), lines);
            }
            start = next + 1;
        }
        return lines;
    }

    private static void addLine(String line, List<String> lines) {
        char first = line.charAt(0);
        if (!lines.isEmpty() && (first == ' ' || first == '\t')) {
            lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.trim());
        } else {
            lines.add(line);
        }
    }

    /** What is no UTF-8 is most likely Latin-1, of which every byte is a character. */
    private static String text(byte[] bytes, int start, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
    }

    /** The index of the colon after the name of a field; -1 if the line is no field. */
    static int colon(String line) {
        int nameEnd = HeaderText.endOfToken(line, 0);
        int colon = HeaderText.startOfText(line, nameEnd, line.length());
        return nameEnd == 0 || colon == line.length() || line.charAt(colon) != ':' ? -1 : colon;
    }

    /** The name of a field as it is usually written. */
    static String name(String line) {
        return HeaderNames.canonical(line.substring(0, HeaderText.endOfToken(line, 0)));
    }

    /** The address unchanged if it can be read, else its URI in angle brackets, else {@link #NOBODY}. */
    static String address(String value) {
        if (isAddress(value)) {
            return value;
        }
        int open = value.lastIndexOf('<');
        int close = value.indexOf('>', open + 1);
        String mended = open < 0 || close < 0 ? "" : value.substring(open);
        String bare = mended.isEmpty() ? "" : value.substring(open, close + 1);
        if (isAddress(mended)) {
            return mended;
        }
        return isAddress(bare) ? bare : NOBODY;
    }

    private static boolean isAddress(String value) {
        try {
            NameAddress.parse(value);
            return !HeaderText.hasControls(value);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
