package io.qsa.sip.endpoint.internal.core;

import java.util.Arrays;

/**
 * The requests that have had their final response, for Timer K (RFC 3261 section 17.1.2.2). Of each stay a hash of its
 * branch and the time when it is over: neither an object, which would grow old in the heap, nor a timer. Safe for any
 * thread.
 */
final class AnsweredRequests {
    private static final int SMALLEST = 1024;

    private final PositionIndex positions = new PositionIndex();
    /** Hashes and ends in the order of their positions, each at its position modulo the length. */
    private int[] hashes = new int[SMALLEST];

    private long[] ends = new long[SMALLEST];
    private long first;
    private long next;

    /** @param end when it is over, in milliseconds, as a rule not before that of the one added last */
    synchronized void add(String branch, long end, long now) {
        forgetUntil(now);
        if (next - first == ends.length) {
            grow();
        }
        hashes[place(next)] = branch.hashCode();
        ends[place(next)] = end;
        positions.add(branch.hashCode(), next);
        next++;
    }

    synchronized boolean contains(String branch, long now) {
        forgetUntil(now);
        return positions.find(branch.hashCode(), position -> true) != PositionIndex.NONE;
    }

    private void forgetUntil(long now) {
        while (first < next && ends[place(first)] <= now) {
            positions.remove(hashes[place(first)], first);
            first++;
        }
        if (first == next && ends.length > SMALLEST) {
            hashes = new int[SMALLEST];
            ends = new long[SMALLEST];
        }
    }

    private int place(long position) {
        return (int) position & ends.length - 1;
    }

    /** Each half of the new arrays is the same as the old ones, so that every position is at its place in one of them. */
    private void grow() {
        int length = ends.length;
        hashes = Arrays.copyOf(hashes, 2 * length);
        ends = Arrays.copyOf(ends, 2 * length);
        System.arraycopy(hashes, 0, hashes, length, length);
        System.arraycopy(ends, 0, ends, length, length);
    }
}
