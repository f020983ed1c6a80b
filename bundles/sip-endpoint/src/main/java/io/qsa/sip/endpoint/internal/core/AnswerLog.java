package io.qsa.sip.endpoint.internal.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.qsa.sip.endpoint.internal.transport.Flow;

/**
 * The answers that are kept for Timer J after the end of their transactions, the oldest first. They are stored one after the
 * other in a few large arrays, so that hundreds of thousands of them are no work for the garbage collector. When the arrays
 * are full, the oldest are dropped. Guarded by its monitor.
 *
 * <pre>
 * an entry:  hash, time of its end, length of key, length of answer, number of flow, key, answer
 * </pre>
 */
final class AnswerLog {
    private static final int CHUNK_BITS = 18;
    private static final int CHUNK_BYTES = 1 << CHUNK_BITS;
    /** 64 MB together. */
    private static final int MAX_CHUNKS = 256;

    private static final int UNTIL = 4;
    private static final int KEY_LENGTH = 12;
    private static final int ANSWER_LENGTH = 16;
    private static final int FLOW = 20;
    private static final int HEADER = 24;

    private final KeyHash hash = new KeyHash();
    private final PositionIndex index = new PositionIndex();
    /** A ring: each chunk at its number modulo the length. */
    private final Chunk[] chunks = new Chunk[MAX_CHUNKS];
    /** The position of the oldest entry. */
    private long oldest;
    /** The position of the next entry. */
    private long end;

    private static final class Chunk {
        private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK_BYTES);
        private final List<Flow> flows = new ArrayList<>(1);
        private int used;

        /** The number of a flow in this chunk; most entries have the flow of the one before. */
        int numberOf(Flow flow) {
            int last = flows.size() - 1;
            if (last >= 0 && flows.get(last).equals(flow)) {
                return last;
            }
            flows.add(flow);
            return last + 1;
        }
    }

    /** How many answers are kept. */
    synchronized int size() {
        return index.size();
    }

    /**
     * Keeps an answer.
     *
     * @param key the key of the transaction
     * @param answer empty for a further key, which is only reserved
     * @param flow on which the answer is sent
     */
    synchronized void add(String key, byte[] answer, Flow flow, long until) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        int length = HEADER + keyBytes.length + answer.length;
        if (length >= CHUNK_BYTES) {
            // Cannot happen over UDP. Without it, a retransmission would be taken for a new request.
            return;
        }
        Chunk chunk = chunkFor(length);
        int at = chunk.used;
        int keyHash = hash.of(keyBytes);
        chunk.bytes
                .position(at)
                .putInt(keyHash)
                .putLong(until)
                .putInt(keyBytes.length)
                .putInt(answer.length)
                .putInt(chunk.numberOf(flow))
                .put(keyBytes)
                .put(answer);
        chunk.used += length;
        index.add(keyHash, end);
        end += length;
    }

    /** The last chunk, or a new one if it has no room. A chunk is never filled to its last byte. */
    private Chunk chunkFor(int length) {
        Chunk last = chunks[slot(end)];
        if (last != null && last.used + length < CHUNK_BYTES) {
            return last;
        }
        if (last != null) {
            begin((end >> CHUNK_BITS) + 1);
        }
        Chunk fresh = new Chunk();
        chunks[slot(end)] = fresh;
        return fresh;
    }

    /** Moves the end to a new chunk; if there are too many, the answers of the oldest chunk are dropped. */
    private void begin(long number) {
        if (index.size() == 0) {
            chunks[slot(end)] = null;
            oldest = number << CHUNK_BITS;
        }
        end = number << CHUNK_BITS;
        while (chunks[slot(end)] != null) {
            removeOldest();
        }
    }

    private static int slot(long position) {
        return (int) ((position >> CHUNK_BITS) % MAX_CHUNKS);
    }

    private static int offset(long position) {
        return (int) (position & CHUNK_BYTES - 1);
    }

    /** The answer under a key, if Timer J has not fired; otherwise null. */
    synchronized KeptAnswer find(String key, long now) {
        if (index.size() == 0) {
            return null;
        }
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        long position = index.find(hash.of(keyBytes), candidate -> isRight(candidate, keyBytes, now));
        return position == PositionIndex.NONE ? null : answerAt(position);
    }

    private boolean isRight(long position, byte[] key, long now) {
        ByteBuffer bytes = chunks[slot(position)].bytes;
        int at = offset(position);
        int keyAt = at + HEADER;
        return bytes.getInt(at + KEY_LENGTH) == key.length
                && bytes.getLong(at + UNTIL) > now
                && Arrays.equals(bytes.array(), keyAt, keyAt + key.length, key, 0, key.length);
    }

    private KeptAnswer answerAt(long position) {
        Chunk chunk = chunks[slot(position)];
        int at = offset(position);
        int answerAt = at + HEADER + chunk.bytes.getInt(at + KEY_LENGTH);
        byte[] answer =
                Arrays.copyOfRange(chunk.bytes.array(), answerAt, answerAt + chunk.bytes.getInt(at + ANSWER_LENGTH));
        return new KeptAnswer(answer, chunk.flows.get(chunk.bytes.getInt(at + FLOW)));
    }

    /** Drops the answers whose Timer J has fired. */
    synchronized void sweep(long now) {
        while (index.size() > 0 && chunks[slot(oldest)].bytes.getLong(offset(oldest) + UNTIL) <= now) {
            removeOldest();
        }
    }

    private void removeOldest() {
        Chunk chunk = chunks[slot(oldest)];
        ByteBuffer bytes = chunk.bytes;
        int at = offset(oldest);
        index.remove(bytes.getInt(at), oldest);
        int next = at + HEADER + bytes.getInt(at + KEY_LENGTH) + bytes.getInt(at + ANSWER_LENGTH);
        if (next == chunk.used && index.size() > 0) {
            chunks[slot(oldest)] = null;
            oldest = (oldest >> CHUNK_BITS) + 1 << CHUNK_BITS;
        } else {
            oldest += next - at;
        }
    }
}
