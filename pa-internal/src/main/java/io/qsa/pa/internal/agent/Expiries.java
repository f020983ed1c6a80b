package io.qsa.pa.internal.agent;

import java.time.Duration;

import io.qsa.base.config.ConfigValues;

/** Which expiries the presence agent grants. Immutable. */
public final class Expiries {
    private static final int WEEK = 7 * 24 * 3600;

    private final Duration ifNotAsked;
    private final Duration shortest;
    private final Duration longestSubscription;
    private final Duration longestPublication;

    Expiries(ConfigValues in) {
        ifNotAsked = in.seconds("default_expires", 3600, 1, WEEK);
        shortest = in.seconds("min_expires", 60, 0, 3600);
        longestSubscription = in.seconds("max_subscription_expiration", 3600, 1, WEEK);
        longestPublication = in.seconds("max_publish_expiration", 3600, 1, WEEK);
        checkOrder(in, longestSubscription, "max_subscription_expiration");
        checkOrder(in, longestPublication, "max_publish_expiration");
    }

    private void checkOrder(ConfigValues in, Duration longest, String key) {
        if (longest.compareTo(shortest) < 0) {
            in.refuse(key, "at least min_expires (" + shortest.toSeconds() + ")", String.valueOf(longest.toSeconds()));
        }
    }

    /** The expiry for a request that asks for none. */
    public Duration ifNotAsked() {
        return ifNotAsked;
    }

    /** The shortest expiry; a request for less is answered with 423 and this value. */
    public Duration shortest() {
        return shortest;
    }

    /** The expiry that is granted for a subscription. */
    public Duration ofSubscription(Duration asked) {
        return shorter(asked, longestSubscription);
    }

    /** The expiry that is granted for a publication. */
    public Duration ofPublication(Duration asked) {
        return shorter(asked, longestPublication);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
