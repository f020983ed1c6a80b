package io.qsa.pa.store;

import java.time.Instant;

/**
 * One publication (RFC 3903). Immutable.
 *
 * @param key sorts by the time of the first PUBLISH
 * @param entity a URI of the presentity; how it is written does not matter
 * @param entityTag the newest
 * @param document the PIDF document, as it is composed into that of the presentity
 */
public record StoredPublication(String key, String entity, String entityTag, Instant expiresAt, String document)
        implements StoredRecord {}
