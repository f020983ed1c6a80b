package io.qsa.sip.endpoint.internal.core;

import java.util.Arrays;

/**
 * The requests that have had their final response, for Timer K (RFC 3261 section 17.1.2.2). For each it stores a hash
 * of its branch and the time at which Timer K fires: no object, which would get into the old generation, and no timer.
 * Safe for any thread.
 */
final class AnsweredRequests {
    private static final int SMALLEST = 1024;

    private final PositionIndex positions = new PositionIndex();
    /** A ring: the hash of each position, and its end, at the position modulo the length. */
    private int[] hashes = new int[SMALLEST];

    private long[] ends = new long[SMALLEST];
    private long first;
    private long next;

    /** @param end when Timer K fires, in milliseconds; usually not before the end of the request added last */
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

    /** Copies the old arrays into both halves of the new ones, so that each position is right modulo the new length. */
    private void grow() {
        int length = ends.length;
        hashes = Arrays.copyOf(hashes, 2 * length);
        ends = Arrays.copyOf(ends, 2 * length);
        System.arraycopy(hashes, 0, hashes, length, length);
        System.arraycopy(ends, 0, ends, length, length);
    }
}
