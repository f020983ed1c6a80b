package io.qsa.itests.benchmark.load;

import java.nio.ByteBuffer;

/** Writes messages into one buffer that is used again and again. Confined to the thread of its peer. */
final class SipWriter {
    private static final int SIZE = 8192;

    private final byte[] bytes = new byte[SIZE];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int length;

    /** Starts a message. */
    SipWriter begin() {
        length = 0;
        return this;
    }

    SipWriter bytes(byte[] text, int from, int count) {
        System.arraycopy(text, from, bytes, length, count);
        length += count;
        return this;
    }

    SipWriter bytes(byte[] text) {
        return bytes(text, 0, text.length);
    }

    /** Text of ASCII characters. */
    @SuppressWarnings("deprecation") // The one way to copy ASCII without an array in between.
    SipWriter text(String ascii) {
        ascii.getBytes(0, ascii.length(), bytes, length);
        length += ascii.length();
        return this;
    }

    SipWriter number(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return number(value, digits);
    }

    /** A number with leading zeros. */
    SipWriter number(long value, int digits) {
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    /** The message, ready to be sent. */
    ByteBuffer end() {
        buffer.clear().limit(length);
        return buffer;
    }
}
