package io.qsa.sip.notifier;

import java.util.List;
import java.util.Optional;

import io.qsa.sip.SipRequest;

/**
 * The status that a watcher already has: the value of Suppress-If-Match (RFC 5839 section 7.3), which applies until the next
 * SUBSCRIBE. Immutable.
 *
 * @param known an entity tag, {@code *} for any, or empty text for none
 */
record SuppressIfMatch(String known) {
    static final SuppressIfMatch NONE = new SuppressIfMatch("");
    /** One object for all subscriptions that are quiet whatever changes. */
    private static final SuppressIfMatch ANY = new SuppressIfMatch("*");

    /** The condition of a SUBSCRIBE; none, if it has two. */
    static SuppressIfMatch of(SipRequest subscribe) {
        List<String> values = subscribe.headers("Suppress-If-Match");
        if (values.size() != 1) {
            return NONE;
        }
        String known = values.get(0).trim();
        return known.equals(ANY.known) ? ANY : new SuppressIfMatch(known);
    }

    /** Whether the watcher has the status with this tag. */
    boolean isMetBy(Optional<String> tag) {
        return tag.isPresent() && (this == ANY || known.equals(tag.get()));
    }
}
