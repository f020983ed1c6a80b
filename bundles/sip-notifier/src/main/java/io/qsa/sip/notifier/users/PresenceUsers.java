package io.qsa.sip.notifier.users;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows users who may come by SIP: a whiteboard service, beside the configurations of {@code io.qsa.pa.users}. It is asked
 * for each request with credentials, on many threads, and should not block.
 */
@ConsumerType
@FunctionalInterface
public interface PresenceUsers {
    /** The user with this name, if it is known here. */
    Optional<PresenceUser> find(String username);
}
