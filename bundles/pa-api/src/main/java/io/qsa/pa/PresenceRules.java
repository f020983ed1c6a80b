package io.qsa.pa;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides who may watch whom: a whiteboard service that the presence agent calls while its setting {@code auth} is
 * {@code rules}. Several are called in the order of their {@code service.ranking}, and the documents of
 * {@code rules_directory} last; the first decision counts. Without a decision, the watcher stays pending.
 *
 * <p>It is called on many threads, for each subscription and again whenever something may have changed, and should not
 * block. To announce a change of its rules, a service updates its service properties: then it is called again for every
 * watcher.
 */
@ConsumerType
@FunctionalInterface
public interface PresenceRules {
    /**
     * The decision, if there is one.
     *
     * @param presentity the URI to whose status the watcher subscribes, as the watcher has written it
     * @param watcher the URI of the watcher: authenticated, if it subscribes by SIP
     */
    Optional<SubHandling> decide(String presentity, String watcher);
}
