package io.qsa.event;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

import io.qsa.SubscriptionRequest;

/**
 * A SIP event package (RFC 6665 section 5.4): a whiteboard service that presence_b2b serves while it is registered. Of
 * several services with the same name, the first one is used until it is unregistered.
 *
 * <p>The values are read once, when the service appears; a service with values that SIP cannot carry is refused with an
 * ERROR. {@link #reader} is called from any thread.
 *
 * <p>A forked SUBSCRIBE may reach several notifiers (RFC 6665 section 5.4.9). The one whose NOTIFY arrives first serves the
 * subscription, and NOTIFYs of the others are answered with 481, unless the package has a {@link #merger}: then each of them
 * gets a dialog, and their documents are merged.
 */
@ConsumerType
public interface EventPackage {
    /** The name that applications use for it, a token. */
    String name();

    /** The token of the Event header, where it differs from the name: two services may read one package differently. */
    default String event() {
        return name();
    }

    /** The media types that are accepted by default; the one that every notifier must support is the first. */
    List<String> accept();

    /** The option tags of the Supported header, such as {@code eventlist}; a NOTIFY may require these and no others. */
    default List<String> supported() {
        return List.of();
    }

    /** The expiry that a SUBSCRIBE requests unless {@code default_expiration} is set. */
    default Duration expiration() {
        return Duration.ofHours(1);
    }

    /**
     * Returns the reader for the documents of one dialog. A package whose documents are always complete may return the same
     * one every time; one with partial documents must return a new one, which holds the state that they change.
     */
    DocumentReader reader(SubscriptionRequest request);

    /** How the documents of several notifiers become one, if several may serve one subscription. */
    default Optional<DocumentMerger> merger() {
        return Optional.empty();
    }
}
