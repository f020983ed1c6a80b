package io.qsa.itests.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A SIP message, read in place: nothing is copied until needed. It has the fields that the load needs, each by the
 * position of its value. Confined to the thread of its peer.
 */
final class SipBytes {
    static final byte[] CRLF = {'\r', '\n'};

    /** A field that the load reads, with the name that every implementation here writes. */
    enum Field {
        VIA("Via"),
        FROM("From"),
        TO("To"),
        CALL_ID("Call-ID"),
        CSEQ("CSeq"),
        CONTACT("Contact"),
        CONTENT_TYPE("Content-Type"),
        EXPIRES("Expires"),
        RECORD_ROUTE("Record-Route"),
        ENTITY_TAG("SIP-ETag");

        private final byte[] name;

        Field(String name) {
            this.name = name.getBytes(StandardCharsets.US_ASCII);
        }
    }

    private static final Field[] FIELDS = Field.values();

    private final int[] starts = new int[FIELDS.length];
    private final int[] ends = new int[FIELDS.length];
    private byte[] bytes;
    private int offset;

    /** Looks at another message; of a repeated field the first one is used. */
    void look(byte[] newBytes, int newOffset, int length) {
        bytes = newBytes;
        offset = newOffset;
        Arrays.fill(starts, 0);
        int limit = newOffset + length;
        int line = endOfLine(newOffset, limit) + 2;
        while (line < limit && bytes[line] != '\r') {
            int end = endOfLine(line, limit);
            note(line, end);
            line = end + 2;
        }
    }

    private int endOfLine(int from, int limit) {
        int i = from;
        while (i < limit && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    private void note(int line, int end) {
        for (Field field : FIELDS) {
            byte[] name = field.name;
            if (bytes[line] == name[0] && bytes[line + name.length] == ':' && matches(name, line)) {
                int index = field.ordinal();
                if (starts[index] == 0) {
                    int start = line + name.length + 1;
                    while (start < end && bytes[start] == ' ') {
                        start++;
                    }
                    starts[index] = start;
                    ends[index] = end;
                }
                return;
            }
        }
    }

    private boolean matches(byte[] text, int at) {
        for (int i = 0; i < text.length; i++) {
            if (bytes[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    boolean isAnswer() {
        return bytes[offset] == 'S' && bytes[offset + 3] == '/';
    }

    int status() {
        return (int) number(offset + 8);
    }

    /** Whether it is a request whose method begins with this letter; those of the load all differ in it. */
    boolean isRequest(char method) {
        return bytes[offset] == method && !isAnswer();
    }

    boolean has(Field field) {
        return starts[field.ordinal()] != 0;
    }

    String text(Field field) {
        return has(field) ? text(starts[field.ordinal()], ends[field.ordinal()]) : "";
    }

    /** The first text between these in the value of a field; empty if there is none. */
    String between(Field field, char open, char close) {
        String value = text(field);
        int from = value.indexOf(open) + 1;
        int to = value.indexOf(close, from);
        return from == 0 || to < 0 ? "" : value.substring(from, to);
    }

    /** The number behind a text in the value of a field; -1 if it is not there. */
    long numberAfter(Field field, byte[] text) {
        int end = ends[field.ordinal()] - text.length;
        for (int i = starts[field.ordinal()]; i > 0 && i < end; i++) {
            if (matches(text, i)) {
                return number(i + text.length);
            }
        }
        return -1;
    }

    /** The number at the start of a value. */
    long number(Field field) {
        return has(field) ? number(starts[field.ordinal()]) : -1;
    }

    private long number(int from) {
        long value = 0;
        for (int i = from; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = 10 * value + bytes[i] - '0';
        }
        return value;
    }

    /** Writes the line of a field unchanged, or nothing. */
    void copy(Field field, SipWriter out) {
        if (has(field)) {
            out.bytes(field.name, 0, field.name.length).text(": ");
            copyValue(field, out);
            out.bytes(CRLF, 0, 2);
        }
    }

    void copyValue(Field field, SipWriter out) {
        int index = field.ordinal();
        out.bytes(bytes, starts[index], ends[index] - starts[index]);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The first line, for a person. */
    @Override
    public String toString() {
        return text(offset, endOfLine(offset, bytes.length));
    }
}
