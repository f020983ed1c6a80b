package io.qsa.sip.notifier;

import java.util.List;
import java.util.Optional;

import io.qsa.sip.SipRequest;

/**
 * The status that a watcher already has: the value of Suppress-If-Match (RFC 5839 section 7.3). Immutable.
 *
 * @param known an entity tag, {@code *} for any, or empty text for none
 */
record SuppressIfMatch(String known) {
    static final SuppressIfMatch NONE = new SuppressIfMatch("");

    /** The condition of a SUBSCRIBE; none, if it has two. */
    static SuppressIfMatch of(SipRequest subscribe) {
        List<String> values = subscribe.headers("Suppress-If-Match");
        return values.size() == 1 ? new SuppressIfMatch(values.get(0).trim()) : NONE;
    }

    /** Whether the watcher has the status with this tag. */
    boolean isMetBy(Optional<String> tag) {
        return tag.isPresent() && (known.equals("*") || known.equals(tag.get()));
    }
}
