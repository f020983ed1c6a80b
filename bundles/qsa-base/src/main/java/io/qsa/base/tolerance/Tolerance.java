package io.qsa.base.tolerance;

import java.util.Locale;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One kind of thing that real peers send against a rule, and that is taken because it has one meaning beyond doubt. An enum
 * of a component or of a reader lists its kinds; docs/decisions/0032 has a line for each. Immutable.
 */
@ConsumerType
public interface Tolerance {
    /** The constant of the enum, in capitals, such as {@code BARE_ROUTES}: what is odd, in the words of an operator. */
    String name();

    /** Whether the setting {@code strict} refuses it. Not where a refusal would help nobody, such as for a response. */
    default boolean endsWhenStrict() {
        return true;
    }

    /** The name of its counter in the statistics: {@code tolerated.bare_routes}. */
    default String counter() {
        return "tolerated." + name().toLowerCase(Locale.ROOT);
    }
}
