package io.qsa.base.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * A hash table with open addressing and linear probing: an element is at the place of its hash, or after it without a gap
 * in between. Guarded by its monitor.
 */
final class Stripe<E> {
    private static final int SMALLEST = 8;

    /** A hash with its bits spread: the highest bits choose the place. */
    private final ToIntFunction<E> hash;

    private Object[] table = new Object[SMALLEST];
    private int size;

    Stripe(ToIntFunction<E> hash) {
        this.hash = hash;
    }

    synchronized void add(E element) {
        // Above two thirds, a search passes too many other elements, and each is likely a cache miss.
        if ((size + 1) * 3L > table.length * 2L) {
            grow();
        }
        put(element);
        size++;
    }

    private void grow() {
        Object[] old = table;
        table = new Object[old.length + (old.length >> 1)];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != null) {
                put(at(old, i));
            }
        }
    }

    private void put(E element) {
        int place = placeOf(hash.applyAsInt(element));
        while (table[place] != null) {
            place = after(place);
        }
        table[place] = element;
    }

    synchronized E find(int wantedHash, Predicate<? super E> isIt) {
        for (int place = placeOf(wantedHash); table[place] != null; place = after(place)) {
            E element = at(table, place);
            if (isIt.test(element)) {
                return element;
            }
        }
        return null;
    }

    synchronized boolean remove(E element) {
        int place = placeOf(hash.applyAsInt(element));
        while (table[place] != null && table[place] != element) {
            place = after(place);
        }
        boolean found = table[place] != null;
        if (found) {
            closeGap(place);
            size--;
        }
        return found;
    }

    /** Moves the elements after a gap that a search would no longer find. */
    private void closeGap(int place) {
        int gap = place;
        for (int next = after(gap); table[next] != null; next = after(next)) {
            int home = placeOf(hash.applyAsInt(at(table, next)));
            if (distance(home, next) >= distance(gap, next)) {
                table[gap] = table[next];
                gap = next;
            }
        }
        table[gap] = null;
    }

    synchronized List<E> copy() {
        List<E> copy = new ArrayList<>(size);
        for (int i = 0; i < table.length; i++) {
            if (table[i] != null) {
                copy.add(at(table, i));
            }
        }
        return copy;
    }

    private int placeOf(int spread) {
        return (int) ((spread & 0xFFFF_FFFFL) * table.length >>> Integer.SIZE);
    }

    private int after(int place) {
        return place + 1 == table.length ? 0 : place + 1;
    }

    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + table.length;
    }

    @SuppressWarnings("unchecked")
    private static <E> E at(Object[] table, int place) {
        return (E) table[place];
    }
}
