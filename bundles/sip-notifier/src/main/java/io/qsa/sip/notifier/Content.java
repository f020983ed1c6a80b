package io.qsa.sip.notifier;

import java.util.List;
import java.util.Optional;

import io.qsa.sip.TypedBody;

/**
 * The content of a NOTIFY. Immutable.
 *
 * @param headers header fields to be added: name, value, name, value ...
 * @param entityTag of the status (RFC 5839 section 6.1): no two statuses have the same one, and a status keeps it as long as
 *     a watcher may refer to it; empty if each NOTIFY must have its body
 */
public record Content(TypedBody body, List<String> headers, Optional<String> entityTag) {
    /** Content with an entity tag. */
    public static Content tagged(TypedBody body, String entityTag) {
        return new Content(body, List.of(), Optional.of(entityTag));
    }

    /** Content that every NOTIFY must have. */
    public static Content untagged(TypedBody body, String... headers) {
        return new Content(body, List.of(headers), Optional.empty());
    }
}
