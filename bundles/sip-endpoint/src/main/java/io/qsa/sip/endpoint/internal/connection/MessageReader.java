package io.qsa.sip.endpoint.internal.connection;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntSupplier;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261 section 18.3), and finds the keep-alives between them
 * (RFC 5626 section 4.4.1). Confined to the thread of its connection.
 */
final class MessageReader {
    /** Receives complete messages, pings and errors. */
    interface Sink {
        /** One whole message. */
        void onMessage(byte[] message);

        /** One or several pings, to be answered with one pong. */
        void onPing();

        /**
         * The stream cannot be read any further.
         *
         * @param head the bytes of the message so far
         * @param code why: 400 or 513
         */
        void onBroken(byte[] head, int code);
    }

    private static final byte[] NOTHING = {};
    private static final int PING = 4;

    private final IntSupplier maxMessageSize;
    private final Sink sink;
    private byte[] kept = NOTHING;
    /** The index of the start of the present message; {@code count} bytes of it have arrived. */
    private int start;

    private int count;
    /** The index up to which no end of the header section was found. */
    private int scanned;
    /** The length of the message; -1 while its header section has not ended. */
    private int length = -1;
    /** The bytes of consecutive CRLFs since the last message or ping. */
    private int emptyLines;

    private boolean broken;

    MessageReader(IntSupplier maxMessageSize, Sink sink) {
        this.maxMessageSize = maxMessageSize;
        this.sink = sink;
    }

    /**
     * Reads all bytes of a buffer; an incomplete message is kept.
     *
     * @return whether a message has ended
     */
    boolean read(ByteBuffer bytes) {
        append(bytes);
        boolean pinged = false;
        boolean delivered = false;
        while (!broken && start < count) {
            if (length < 0) {
                pinged |= passEmptyLines();
                findLength();
            }
            if (broken || length < 0 || count - start < length) {
                break;
            }
            deliver();
            delivered = true;
        }
        forgetWhatIsDone();
        if (pinged && !broken) {
            sink.onPing();
        }
        return delivered;
    }

    /** The number of bytes that are held for a message that has not ended. */
    int held() {
        return kept.length;
    }

    private void append(ByteBuffer bytes) {
        int needed = count + bytes.remaining();
        if (needed > kept.length) {
            kept = Arrays.copyOf(kept, count == 0 ? needed : Math.max(needed, 2 * count));
        }
        int added = bytes.remaining();
        bytes.get(kept, count, added);
        count += added;
    }

    /** @return whether a ping was among them */
    private boolean passEmptyLines() {
        boolean pinged = false;
        while (start < count && (kept[start] == '\r' || kept[start] == '\n')) {
            emptyLines = kept[start] == (emptyLines % 2 == 0 ? '\r' : '\n') ? emptyLines + 1 : 0;
            if (emptyLines == PING) {
                pinged = true;
                emptyLines = 0;
            }
            start++;
        }
        if (start < count) {
            emptyLines = 0;
        }
        scanned = Math.max(scanned, start);
        return pinged;
    }

    private void findLength() {
        int bodyStart = HeaderSection.end(kept, scanned, count);
        int max = maxMessageSize.getAsInt();
        if (bodyStart < 0) {
            scanned = Math.max(start, count - HeaderSection.LONGEST_END + 1);
            if (count - start > max) {
                refuse(count, 513);
            }
            return;
        }
        long body = HeaderSection.contentLength(kept, start, bodyStart);
        if (body < 0) {
            refuse(bodyStart, 400);
        } else if (bodyStart - start + body > max) {
            refuse(bodyStart, 513);
        } else {
            length = bodyStart - start + (int) body;
        }
    }

    private void refuse(int end, int code) {
        broken = true;
        sink.onBroken(Arrays.copyOfRange(kept, start, end), code);
    }

    private void deliver() {
        int end = start + length;
        // Usually the array holds just one message, and nothing else refers to it.
        byte[] message = start == 0 && end == kept.length ? kept : Arrays.copyOfRange(kept, start, end);
        start = end;
        scanned = end;
        length = -1;
        sink.onMessage(message);
    }

    private void forgetWhatIsDone() {
        if (broken || start == count) {
            kept = NOTHING;
            count = 0;
        } else if (start > 0) {
            kept = Arrays.copyOfRange(kept, start, count);
            count -= start;
        }
        scanned -= Math.min(scanned, start);
        start = 0;
    }
}
