package io.qsa.sip;

import java.util.Arrays;

/** The body of a message; it may share the array from which the message was read. Immutable. */
final class MessageBody {
    static final MessageBody NONE = new MessageBody(new byte[0], 0, 0);

    private final byte[] source;
    private final int start;
    private final int length;

    private MessageBody(byte[] source, int start, int length) {
        this.source = source;
        this.start = start;
        this.length = length;
    }

    /** @param source must not be changed afterwards */
    static MessageBody within(byte[] source, int start, int length) {
        return length == 0 ? NONE : new MessageBody(source, start, length);
    }

    static MessageBody copyOf(byte[] bytes) {
        return within(bytes.clone(), 0, bytes.length);
    }

    int length() {
        return length;
    }

    byte[] copy() {
        return Arrays.copyOfRange(source, start, start + length);
    }

    void copyInto(byte[] target, int at) {
        System.arraycopy(source, start, target, at, length);
    }
}
