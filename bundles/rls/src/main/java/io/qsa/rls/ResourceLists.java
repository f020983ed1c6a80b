package io.qsa.rls;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows lists: a whiteboard service, beside the documents in the directory of the server. It is asked on threads of the
 * network and must not block.
 *
 * <p>Live subscriptions follow a list that has changed when they are refreshed, and at once when the service comes or goes
 * or one of its properties changes.
 */
@ConsumerType
@FunctionalInterface
public interface ResourceLists {
    /** The list with a URI of this {@link ResourceList#key key}, if it is known here. */
    Optional<ResourceList> find(String key);

    /** All lists, for the shell; empty if they are too many. */
    default List<ResourceList> all() {
        return List.of();
    }
}
