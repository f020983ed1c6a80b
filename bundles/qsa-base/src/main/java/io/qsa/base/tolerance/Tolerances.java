package io.qsa.base.tolerance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * What one component tolerates at present, and how often it did. The setting {@code strict} may change at any time; it
 * decides about what is read from then on. Safe for any thread.
 */
public final class Tolerances {
    /** The counter of what was refused because of {@code strict}. */
    public static final String REFUSED = "refused_by_strict";

    private final BooleanSupplier strict;
    private final Map<Tolerance, LongAdder> counts = new LinkedHashMap<>();
    private final LongAdder refused = new LongAdder();

    /**
     * @param strict the present value of the setting
     * @param kinds every kind that {@link #takes} is asked for, of one or several enums
     */
    public Tolerances(BooleanSupplier strict, Collection<? extends Tolerance> kinds) {
        this.strict = strict;
        kinds.forEach(kind -> counts.put(kind, new LongAdder()));
    }

    /** Takes every one of these kinds: for readers that serve no configured component. */
    public static Tolerances all(Tolerance... kinds) {
        return new Tolerances(() -> false, List.of(kinds));
    }

    /** Whether a thing of this kind, which is there, is taken. Counts it, taken or refused. */
    public boolean takes(Tolerance kind) {
        boolean isTaken = allows(kind);
        LongAdder count = isTaken ? counts.get(kind) : refused;
        if (count == null) {
            throw new IllegalStateException("no counter for " + kind);
        }
        count.increment();
        return isTaken;
    }

    /** Whether a thing of this kind would be taken. Counts nothing. */
    public boolean allows(Tolerance kind) {
        return !kind.endsWhenStrict() || !strict.getAsBoolean();
    }

    /** How many of this kind were taken. */
    public long taken(Tolerance kind) {
        return counts.get(kind).sum();
    }

    /** The counters, by the names that the statistics show. */
    public Map<String, Long> values() {
        Map<String, Long> values = new LinkedHashMap<>();
        counts.forEach((kind, count) -> values.put(kind.counter(), count.sum()));
        values.put(REFUSED, refused.sum());
        return values;
    }
}
