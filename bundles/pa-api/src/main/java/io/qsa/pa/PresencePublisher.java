package io.qsa.pa;

import java.time.Duration;

import org.osgi.annotation.versioning.ProviderType;

import io.qsa.presence.PresenceInfo;

/**
 * Publishes the status of users at the presence agent. Safe for any thread; no method blocks.
 *
 * <p>It follows RFC 3903: a publication is valid until its expiry, every successful call returns a new entity tag, and
 * only a call with the newest tag may change it. All publications of one entity together are the status that watchers
 * see; URIs of the schemes {@code sip}, {@code sips} and {@code pres} with equal user, host and port are one entity.
 *
 * <pre>{@code
 * PresenceInfo open = PresenceInfo.of(alice).withTuple(Tuple.of("desk", BasicStatus.OPEN));
 * Publication publication = publisher.publish(alice, open, Duration.ofHours(1));
 * ...
 * publication = publisher.refresh(alice, publication.entityTag(), Duration.ofHours(1));
 * }</pre>
 *
 * <p>An expiry longer than the agent's {@code max_publish_expiration} is reduced to it; one that is not positive is an
 * {@link IllegalArgumentException}, as is an entity that is no such URI. Where a limit of the agent is reached,
 * {@link #publish} throws a {@link LimitReachedException}, and a document that is too large, alone or with what others
 * publish for the entity, is a {@link DocumentTooLargeException}. After the agent has stopped, every call is an
 * {@link IllegalStateException}.
 *
 * <p>Where a store is installed, a publication is restored after a restart, with its entity tag. No call waits for the
 * store: a publication made just before a crash may be lost.
 */
@ProviderType
public interface PresencePublisher {
    /**
     * Makes a new publication.
     *
     * @param entity the {@code sip}, {@code sips}, {@code pres} or {@code tel} URI of the presentity; the entity of the
     *     document is ignored
     */
    Publication publish(String entity, PresenceInfo info, Duration expiry);

    /** Extends the expiry of a publication; its document stays. */
    Publication refresh(String entity, String entityTag, Duration expiry) throws UnknownEntityTagException;

    /** Gives a publication a new document. */
    Publication modify(String entity, String entityTag, PresenceInfo info, Duration expiry)
            throws UnknownEntityTagException;

    /** Ends a publication. */
    void remove(String entity, String entityTag) throws UnknownEntityTagException;
}
