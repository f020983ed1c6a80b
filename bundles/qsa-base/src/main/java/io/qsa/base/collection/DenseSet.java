package io.qsa.base.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A set of many elements, each found by a key inside the element itself, such as its name. It takes 7 bytes for an
 * element; a map takes 40. Elements are equal if they are the same object. Safe for any thread: it is made of stripes,
 * each guarded by its monitor.
 */
public final class DenseSet<E> {
    private static final int STRIPE_BITS = 6;

    private final List<Stripe<E>> stripes = new ArrayList<>(1 << STRIPE_BITS);
    private final LongAdder size = new LongAdder();
    private final ToIntFunction<E> hash;

    /** @param hash the hash of the key of an element; it must not change while the element is in the set */
    public DenseSet(ToIntFunction<E> hash) {
        this.hash = hash;
        for (int i = 0; i < 1 << STRIPE_BITS; i++) {
            stripes.add(new Stripe<>(this::place));
        }
    }

    /** Spreads a hash over all bits: the highest bits choose the stripe, the bits below them the place in it. */
    private static int spread(int hash) {
        return (hash ^ hash >>> 16) * 0x9E3779B9;
    }

    private int place(E element) {
        return spread(hash.applyAsInt(element)) << STRIPE_BITS;
    }

    private Stripe<E> stripeOf(int hash) {
        return stripes.get(spread(hash) >>> Integer.SIZE - STRIPE_BITS);
    }

    /** Adds an element that is not there yet. */
    public void add(E element) {
        stripeOf(hash.applyAsInt(element)).add(element);
        size.increment();
    }

    /** Removes an element, if it is there. */
    public boolean remove(E element) {
        boolean removed = stripeOf(hash.applyAsInt(element)).remove(element);
        if (removed) {
            size.decrement();
        }
        return removed;
    }

    /**
     * Finds the element that has this hash and matches the predicate. The predicate is called with the monitor of a stripe
     * held, also for elements with other hashes.
     */
    public Optional<E> find(int wantedHash, Predicate<? super E> isIt) {
        return Optional.ofNullable(stripeOf(wantedHash).find(spread(wantedHash) << STRIPE_BITS, isIt));
    }

    public int size() {
        return size.intValue();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** The elements, in no order; an element that is added or removed meanwhile may be included or not. */
    public Stream<E> stream() {
        return IntStream.range(0, stripes.size()).boxed().flatMap(i -> stripes.get(i).copy().stream());
    }
}
