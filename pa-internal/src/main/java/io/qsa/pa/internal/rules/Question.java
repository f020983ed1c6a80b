package io.qsa.pa.internal.rules;

import java.time.Instant;
import java.util.Locale;

import io.qsa.base.uri.EntityUri;

/**
 * The watcher and the time for which rules decide. Immutable.
 *
 * @param identity of the watcher, for a grant: equal for equal URIs of one scheme, since those of different schemes are
 *     never equivalent (RFC 5025 section 3.1.1.2)
 * @param watcher for an exception: equal for equal URIs of whatever scheme, see {@link EntityUri}, or the same user
 *     would be admitted under another scheme
 * @param domain of the watcher; empty if it has none
 * @param at when
 */
record Question(String identity, String watcher, String domain, Instant at) {

    /** The question for a URI. One that is not an entity is compared as text, and has no domain. */
    static Question of(String uri, Instant at) {
        return EntityUri.isEntity(uri)
                ? new Question(identity(uri), EntityUri.key(uri), EntityUri.domain(uri), at)
                : new Question(uri, uri, "", at);
    }

    /** The identity of a watcher's URI, the same for equal URIs. */
    static String identity(String uri) {
        String scheme = uri.substring(0, uri.indexOf(':') + 1).toLowerCase(Locale.ROOT);
        String key = EntityUri.key(uri);
        return key.startsWith(scheme) ? key : scheme + key;
    }
}
