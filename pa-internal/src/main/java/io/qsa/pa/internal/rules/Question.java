package io.qsa.pa.internal.rules;

import java.time.Instant;

import io.qsa.base.uri.EntityUri;

/**
 * The watcher and the time for which rules decide. Immutable.
 *
 * @param watcher equal for equal URIs, see {@link EntityUri}
 * @param domain of the watcher; empty if it has none
 * @param at when
 */
record Question(String watcher, String domain, Instant at) {

    /** The question for a URI. One that is not an entity is compared as text, and has no domain. */
    static Question of(String uri, Instant at) {
        return EntityUri.isEntity(uri)
                ? new Question(EntityUri.key(uri), EntityUri.domain(uri), at)
                : new Question(uri, "", at);
    }
}
