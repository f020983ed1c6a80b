package io.qsa.pa.internal.agent;

import java.time.Duration;

import io.qsa.base.config.ConfigValues;
import io.qsa.base.config.ExpiryRange;
import io.qsa.base.config.ExpiryRange.Key;

/** Which expiries the presence agent grants. Immutable. */
public final class Expiries {
    private static final Key SHORTEST = new Key("min_expires", 60);

    private final Duration ifNotAsked;
    private final ExpiryRange subscription;
    private final ExpiryRange publication;

    Expiries(ConfigValues in) {
        ifNotAsked = ExpiryRange.ifNotAsked(in, new Key("default_expires", 3600));
        subscription = ExpiryRange.of(in, SHORTEST, new Key("max_subscription_expiration", 3600));
        publication = ExpiryRange.of(in, SHORTEST, new Key("max_publish_expiration", 3600));
    }

    /** The expiry for a request without one. */
    public Duration ifNotAsked() {
        return ifNotAsked;
    }

    /** The shortest expiry; a request for less is answered with 423 and this value. */
    public Duration shortest() {
        return subscription.shortest();
    }

    /** The expiry that is granted for a subscription. */
    public Duration ofSubscription(Duration asked) {
        return subscription.granted(asked);
    }

    /** The expiry that is granted for a publication. */
    public Duration ofPublication(Duration asked) {
        return publication.granted(asked);
    }
}
