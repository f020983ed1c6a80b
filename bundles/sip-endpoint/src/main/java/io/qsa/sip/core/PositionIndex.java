package io.qsa.sip.core;

import java.util.function.LongPredicate;

/**
 * Positions by the hash of what stands there, without an object for any of them: open addressing with linear probing. Two
 * positions may have one hash. Confined to its owner.
 */
final class PositionIndex {
    static final long NONE = -1;
    private static final int SMALLEST = 1024;

    /** A position and one, so that 0 is a free place. */
    private long[] positions = new long[SMALLEST];

    private int[] hashes = new int[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    void add(int hash, long position) {
        if (2 * size >= positions.length) {
            grow();
        }
        place(hash, position + 1);
        size++;
    }

    private void place(int hash, long stored) {
        int place = hash & positions.length - 1;
        while (positions[place] != 0) {
            place = next(place);
        }
        positions[place] = stored;
        hashes[place] = hash;
    }

    private int next(int place) {
        return place + 1 & positions.length - 1;
    }

    private void grow() {
        long[] oldPositions = positions;
        int[] oldHashes = hashes;
        positions = new long[2 * oldPositions.length];
        hashes = new int[2 * oldPositions.length];
        for (int i = 0; i < oldPositions.length; i++) {
            if (oldPositions[i] != 0) {
                place(oldHashes[i], oldPositions[i]);
            }
        }
    }

    /** A position with this hash that is the right one; {@link #NONE} if there is none. */
    long find(int hash, LongPredicate isRight) {
        for (int place = hash & positions.length - 1; positions[place] != 0; place = next(place)) {
            if (hashes[place] == hash && isRight.test(positions[place] - 1)) {
                return positions[place] - 1;
            }
        }
        return NONE;
    }

    /** Removes a position that is there, and closes the gap. */
    void remove(int hash, long position) {
        int gap = hash & positions.length - 1;
        while (positions[gap] != position + 1) {
            gap = next(gap);
        }
        for (int place = next(gap); positions[place] != 0; place = next(place)) {
            int fromHome = place - hashes[place] & positions.length - 1;
            int fromGap = place - gap & positions.length - 1;
            if (fromHome >= fromGap) {
                positions[gap] = positions[place];
                hashes[gap] = hashes[place];
                gap = place;
            }
        }
        positions[gap] = 0;
        size--;
        if (size == 0 && positions.length > SMALLEST) {
            clear();
        }
    }

    /** Gives back what was needed for a time with many requests. */
    private void clear() {
        positions = new long[SMALLEST];
        hashes = new int[SMALLEST];
    }
}
