package io.qsa.pa;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides who may watch whom: a whiteboard service that the presence agent asks while its setting {@code auth} is
 * {@code rules}. Several are asked in the order of their {@code service.ranking}; the first decision counts, and the
 * documents of {@code rules_directory} are asked last. Where nobody decides, the watcher waits.
 *
 * <p>It is asked on many threads, once for each subscription and again whenever something may have changed, and should
 * not block. To say that its rules have changed, a service sets its service properties anew: then it is asked again
 * about everybody who watches.
 */
@ConsumerType
@FunctionalInterface
public interface PresenceRules {
    /**
     * The decision, if there is one.
     *
     * @param presentity the URI whose status is asked for, as the watcher has written it
     * @param watcher the URI of who asks: authenticated, if it comes by SIP
     */
    Optional<SubHandling> decide(String presentity, String watcher);
}
