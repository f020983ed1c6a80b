package io.qsa.pa.internal.journal;

import java.time.Duration;

import io.qsa.base.config.ConfigValues;

/** How the agent works with a store. Immutable. */
public final class StoreSettings {
    /** The guarantee of an acknowledgement. */
    private enum Durability {
        COMMIT,
        EVENTUAL
    }

    private final Durability durability;
    private final Duration timeout;
    private final Duration startTimeout;

    public StoreSettings(ConfigValues in) {
        durability = in.oneOf("store.durability", Durability.COMMIT);
        timeout = in.seconds("store.timeout", 2, 1, 30);
        startTimeout = in.seconds("store.start_timeout", 60, 0, 3600);
    }

    /** Whether an acknowledgement waits until its change is stored. */
    boolean waitsForCommit() {
        return durability == Durability.COMMIT;
    }

    /** How long an acknowledgement waits for the store. */
    Duration timeout() {
        return timeout;
    }

    /** How long a start waits for the records of the store. */
    Duration startTimeout() {
        return startTimeout;
    }
}
