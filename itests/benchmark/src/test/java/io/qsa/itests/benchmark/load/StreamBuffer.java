package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/** Splits the bytes of a connection into messages, by Content-Length. Confined to the thread of its peer. */
final class StreamBuffer {
    private static final byte[] LENGTH = "\r\nContent-Length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SIZE = 1 << 18;

    private final ByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(SIZE);

    StreamBuffer(ByteChannel channel) {
        this.channel = channel;
    }

    /** Delivers the complete messages; returns whether there may be more. */
    boolean read(Wire.Receiver receiver) throws IOException {
        int count = channel.read(buffer);
        int from = 0;
        for (int end = endOfMessage(from); end >= 0; end = endOfMessage(from)) {
            receiver.onMessage(buffer.array(), from, end - from);
            from = end;
        }
        int limit = buffer.position();
        buffer.position(from).limit(limit);
        buffer.compact();
        return count >= 0;
    }

    /** Sends what can be sent now. */
    void write(ByteBuffer bytes) throws IOException {
        channel.write(bytes);
    }

    /** The index after the message that starts here; -1 if it is not complete. */
    private int endOfMessage(int from) {
        int head = find(END, from, buffer.position());
        if (head < 0) {
            return -1;
        }
        int at = find(LENGTH, from, head + 2) + LENGTH.length;
        byte[] bytes = buffer.array();
        while (bytes[at] == ' ') {
            at++;
        }
        int length = 0;
        for (; bytes[at] != '\r'; at++) {
            length = 10 * length + bytes[at] - '0';
        }
        int end = head + END.length + length;
        return end <= buffer.position() ? end : -1;
    }

    private int find(byte[] text, int from, int limit) {
        byte[] bytes = buffer.array();
        for (int i = from; i + text.length <= limit; i++) {
            int matched = 0;
            while (matched < text.length && bytes[i + matched] == text[matched]) {
                matched++;
            }
            if (matched == text.length) {
                return i;
            }
        }
        return -1;
    }

    void close() throws IOException {
        channel.close();
    }
}
