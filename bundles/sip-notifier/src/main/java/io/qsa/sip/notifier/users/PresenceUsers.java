package io.qsa.sip.notifier.users;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A source of SIP users: a whiteboard service, beside the configurations of {@code io.qsa.pa.users}. It is called for each
 * request with credentials, on many threads, and should not block.
 */
@ConsumerType
@FunctionalInterface
public interface PresenceUsers {
    /** The user with this name, if this source has it. */
    Optional<PresenceUser> find(String username);

    /**
     * The user with this URI, if this source has it and it has {@link PresenceUser#algorithms algorithms} of its own. It is
     * called for each request, with the URI in From, which is not proven.
     */
    default Optional<PresenceUser> findLimited(String uri) {
        return Optional.empty();
    }
}
