package io.qsa.presence.b2b.internal.event;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.base.text.LogText;
import io.qsa.base.text.Token;
import io.qsa.event.BadBodyException;
import io.qsa.event.DocumentMerger;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.event.Reading;

/**
 * An event package with its values as they were when its service was registered, checked. Safe for any thread. The only
 * class that calls event packages of other bundles; it catches their exceptions.
 */
public final class ServedPackage {
    private static final Logger LOG = LoggerFactory.getLogger(ServedPackage.class);

    private final EventPackage source;
    private final String name;
    private final String event;
    private final List<String> accept;
    private final String acceptHeader;
    private final List<String> supported;
    private final long expirationSeconds;
    private final Optional<DocumentMerger> merger;
    private volatile boolean failed;

    /** @throws IllegalArgumentException if it has a value that SIP cannot carry; the message names it */
    public ServedPackage(EventPackage source) {
        this.source = source;
        name = checked("name", Token::isToken, source.name());
        event = checked("event", Token::isToken, source.event());
        accept = checked("accept", ServedPackage::isMediaType, source.accept());
        acceptHeader = String.join(", ", accept);
        supported = checked("supported", Token::isToken, source.supported());
        expirationSeconds = source.expiration().toSeconds();
        merger = source.merger();
        if (accept.isEmpty()) {
            throw new IllegalArgumentException("accept is empty");
        }
        if (expirationSeconds < 1 || expirationSeconds > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expiration is " + source.expiration());
        }
    }

    private static List<String> checked(String field, Predicate<String> rule, List<String> values) {
        values.forEach(value -> checked(field, rule, value));
        return List.copyOf(values);
    }

    private static String checked(String field, Predicate<String> rule, String value) {
        if (value == null || !rule.test(value)) {
            throw new IllegalArgumentException(field + " is '" + LogText.of(value) + "'");
        }
        return value;
    }

    private static boolean isMediaType(String value) {
        int slash = value.indexOf('/');
        return slash > 0 && Token.isToken(value.substring(0, slash)) && Token.isToken(value.substring(slash + 1));
    }

    boolean isFrom(EventPackage other) {
        return source == other;
    }

    /** The name that applications use for it. */
    public String name() {
        return name;
    }

    /** The token of the Event header. */
    public String event() {
        return event;
    }

    /** The media types that are accepted by default; every notifier supports the first one. */
    public List<String> accept() {
        return accept;
    }

    /** The same as the value of a header. */
    public String acceptHeader() {
        return acceptHeader;
    }

    /** The option tags that a NOTIFY may require. */
    public List<String> supported() {
        return supported;
    }

    /** The expiry of a SUBSCRIBE by default. */
    public long expirationSeconds() {
        return expirationSeconds;
    }

    /** A reader for the documents of one dialog. */
    public DocumentReader reader(SubscriptionRequest request) throws BadBodyException {
        try {
            return source.reader(request);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw failure(e);
        }
    }

    /** Reads a body by a reader of this package. */
    public Reading read(DocumentReader reader, String contentType, byte[] body) throws BadBodyException {
        try {
            return reader.read(contentType, body);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw failure(e);
        }
    }

    /** Whether several notifiers may serve one subscription. */
    public boolean isMerging() {
        return merger.isPresent();
    }

    /** Makes one document of those of several notifiers; the newest one of the first notifier, if the package fails. */
    public Document merge(List<Document> documents) {
        try {
            return merger.orElseThrow().merge(documents);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            note(e);
            return documents.get(0);
        }
    }

    private BadBodyException failure(Throwable cause) {
        note(cause);
        return new BadBodyException("the reader has failed", cause);
    }

    private void note(Throwable cause) {
        if (failed) {
            LOG.debug("Event package {} has failed again", name, cause);
        } else {
            failed = true;
            LOG.error("Event package {} has failed with a document; more failures are not logged", name, cause);
        }
    }
}
