package io.qsa.rls;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A source of lists: a whiteboard service, beside the documents in the directory of the server. It is called on the threads
 * that read requests and must not block.
 *
 * <p>Live subscriptions follow a change of their list when they are refreshed, and at once when the service is registered,
 * modified or unregistered.
 */
@ConsumerType
@FunctionalInterface
public interface ResourceLists {
    /** The list with a URI of this {@link ResourceList#key key}, if this source has it. */
    Optional<ResourceList> find(String key);

    /** All lists, for the shell; empty if they are too many. */
    default List<ResourceList> all() {
        return List.of();
    }
}
