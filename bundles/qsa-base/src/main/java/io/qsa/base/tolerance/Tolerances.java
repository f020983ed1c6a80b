package io.qsa.base.tolerance;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Decides which rule violations one component accepts, and counts them. A change of the setting {@code strict} applies to
 * the next violation. Safe for any thread.
 */
public final class Tolerances {
    /** The name of the counter of violations that were refused because of {@code strict}. */
    public static final String REFUSED = "refused_by_strict";

    private final BooleanSupplier strict;
    private final Map<Tolerance, LongAdder> counts = new LinkedHashMap<>();
    private final LongAdder refused = new LongAdder();

    /**
     * @param strict the present value of the setting
     * @param kinds all kinds that {@link #takes} is called with, of one or several enums
     */
    public Tolerances(BooleanSupplier strict, Collection<? extends Tolerance> kinds) {
        this.strict = strict;
        kinds.forEach(kind -> counts.put(kind, new LongAdder()));
    }

    /** Accepts all of these kinds: for readers without a configured component. */
    public static Tolerances all(Tolerance... kinds) {
        return new Tolerances(() -> false, List.of(kinds));
    }

    /** Whether a violation of this kind, which has occurred, is accepted. Counts it in either case. */
    public boolean takes(Tolerance kind) {
        boolean isTaken = allows(kind);
        LongAdder count = isTaken ? counts.get(kind) : refused;
        if (count == null) {
            throw new IllegalStateException("no counter for " + kind);
        }
        count.increment();
        return isTaken;
    }

    /** Whether a violation of this kind would be accepted. Counts nothing. */
    public boolean allows(Tolerance kind) {
        return !kind.endsWhenStrict() || !strict.getAsBoolean();
    }

    /** How many of this kind were accepted. */
    public long taken(Tolerance kind) {
        return counts.get(kind).sum();
    }

    /** The counters by their names in the statistics. */
    public Map<String, Long> values() {
        Map<String, Long> values = new LinkedHashMap<>();
        counts.forEach((kind, count) -> values.put(kind.counter(), count.sum()));
        values.put(REFUSED, refused.sum());
        return values;
    }
}
