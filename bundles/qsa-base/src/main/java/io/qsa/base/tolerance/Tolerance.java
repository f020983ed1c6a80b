package io.qsa.base.tolerance;

import java.util.Locale;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One kind of rule violation that occurs in messages of real peers and is accepted because it has only one possible meaning.
 * An enum of a component or of a reader lists its kinds; docs/decisions/0032 has a line for each. Immutable.
 */
@ConsumerType
public interface Tolerance {
    /** The constant of the enum, such as {@code BARE_ROUTES}, in words that an operator understands. */
    String name();

    /** Whether the setting {@code strict} refuses it. */
    default boolean endsWhenStrict() {
        return true;
    }

    /** The name of its counter in the statistics: {@code tolerated.bare_routes}. */
    default String counter() {
        return "tolerated." + name().toLowerCase(Locale.ROOT);
    }
}
