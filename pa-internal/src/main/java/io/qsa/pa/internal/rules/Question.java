package io.qsa.pa.internal.rules;

import java.time.Instant;
import java.util.Optional;

import io.qsa.base.uri.UriIdentity;

/**
 * The watcher and the time for which rules decide. Immutable.
 *
 * @param identity of the watcher, for a grant: only an equal URI is admitted, and those of different schemes are never
 *     equivalent (RFC 5025 section 3.1.1.2); empty if the watcher's URI is not an entity
 * @param user the watcher's key, for an exception: the same for every URI of a user, or the same user would be admitted
 *     under another one
 * @param domain of the watcher; empty if it has none
 * @param at when
 */
record Question(Optional<UriIdentity> identity, String user, String domain, Instant at) {

    /** The question for a URI. One that is not an entity is admitted by no identity. */
    static Question of(String uri, Instant at) {
        Optional<UriIdentity> identity = UriIdentity.find(uri).map(UriIdentity::inFrom);
        return new Question(
                identity,
                identity.map(UriIdentity::userKey).orElse(uri),
                identity.map(UriIdentity::host).orElse(""),
                at);
    }
}
