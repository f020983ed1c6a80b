package io.qsa.sip.endpoint.internal.core;

import java.util.function.LongPredicate;

/**
 * Maps hashes to positions without an object for each: open addressing with linear probing. Two positions may have the same
 * hash. An entry holds the hash and the lowest 31 bits of the position, because reading the hash from another array would be
 * one more cache miss. Confined to its owner.
 */
final class PositionIndex {
    static final long NONE = -1;
    private static final int SMALLEST = 1024;
    /** Set in each entry, because 0 is a free place. */
    private static final long TAKEN = 1L << 31;

    private static final long POSITION = TAKEN - 1;

    /** The hash in the upper half, the position in the lower one. */
    private long[] entries = new long[SMALLEST];

    private int size;

    int size() {
        return size;
    }

    void add(int hash, long position) {
        if (2 * size >= entries.length) {
            grow();
        }
        place(entry(hash, position));
        size++;
    }

    private static long entry(int hash, long position) {
        return (long) hash << Integer.SIZE | TAKEN | position & POSITION;
    }

    private void place(long entry) {
        int place = home(entry);
        while (entries[place] != 0) {
            place = next(place);
        }
        entries[place] = entry;
    }

    /** The slot at which a search for the entry starts. */
    private int home(long entry) {
        return (int) (entry >>> Integer.SIZE) & entries.length - 1;
    }

    private int next(int place) {
        return place + 1 & entries.length - 1;
    }

    private void grow() {
        long[] old = entries;
        entries = new long[2 * old.length];
        for (long entry : old) {
            if (entry != 0) {
                place(entry);
            }
        }
    }

    /** The lowest 31 bits of a position that has this hash and matches; {@link #NONE} if there is none. */
    long find(int hash, LongPredicate isRight) {
        for (int place = hash & entries.length - 1; entries[place] != 0; place = next(place)) {
            long entry = entries[place];
            if ((int) (entry >>> Integer.SIZE) == hash && isRight.test(entry & POSITION)) {
                return entry & POSITION;
            }
        }
        return NONE;
    }

    /** Removes a position that is there, and closes the gap. */
    void remove(int hash, long position) {
        long gone = entry(hash, position);
        int gap = home(gone);
        while (entries[gap] != gone) {
            gap = next(gap);
        }
        for (int place = next(gap); entries[place] != 0; place = next(place)) {
            int fromHome = place - home(entries[place]) & entries.length - 1;
            int fromGap = place - gap & entries.length - 1;
            if (fromHome >= fromGap) {
                entries[gap] = entries[place];
                gap = place;
            }
        }
        entries[gap] = 0;
        size--;
        if (size == 0 && entries.length > SMALLEST) {
            clear();
        }
    }

    /** Shrinks the table again after a time with many requests. */
    private void clear() {
        entries = new long[SMALLEST];
    }
}
