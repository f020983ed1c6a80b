package io.qsa.pa;

import java.time.Duration;
import java.util.Objects;

/** The answer of the presence agent for one publication. Immutable. */
public final class Publication {
    private final String entity;
    private final String entityTag;
    private final Duration expiry;

    public Publication(String entity, String entityTag, Duration expiry) {
        this.entity = Objects.requireNonNull(entity, "entity");
        this.entityTag = Objects.requireNonNull(entityTag, "entityTag");
        this.expiry = Objects.requireNonNull(expiry, "expiry");
    }

    /** The URI that was published for, byte for byte. */
    public String entity() {
        return entity;
    }

    /** The tag of the publication until its next change. */
    public String entityTag() {
        return entityTag;
    }

    /** How long it is valid from now on; never longer than requested. */
    public Duration expiry() {
        return expiry;
    }

    @Override
    public String toString() {
        return entityTag + " of " + entity + " for " + expiry;
    }
}
