package io.qsa.pa.store;

import java.time.Instant;

/**
 * One subscription of a SIP watcher (RFC 6665). Immutable.
 *
 * @param key the tag that the agent gave to the dialog
 * @param entity the URI that was subscribed to; how it is written does not matter
 * @param event the Event header of its NOTIFYs, with the id if there is one
 */
public record StoredSubscription(String key, String entity, String event, Instant expiresAt, StoredDialog dialog)
        implements StoredRecord {}
