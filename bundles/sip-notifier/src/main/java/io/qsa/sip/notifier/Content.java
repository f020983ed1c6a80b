package io.qsa.sip.notifier;

import java.util.List;
import java.util.Optional;

import io.qsa.sip.TypedBody;

/**
 * What a NOTIFY tells. Immutable.
 *
 * @param headers names and values that go with it, one after the other
 * @param entityTag of what is told (RFC 5839 section 6.1): no two statuses have the same, and a status has the same one as
 *     long as it may be asked for; empty where nothing can be left out of a NOTIFY
 */
public record Content(TypedBody body, List<String> headers, Optional<String> entityTag) {
    /** A status that has a tag. */
    public static Content tagged(TypedBody body, String entityTag) {
        return new Content(body, List.of(), Optional.of(entityTag));
    }

    /** A status that is told with each NOTIFY. */
    public static Content untagged(TypedBody body, String... headers) {
        return new Content(body, List.of(headers), Optional.empty());
    }
}
