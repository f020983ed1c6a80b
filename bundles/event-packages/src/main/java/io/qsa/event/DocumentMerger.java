package io.qsa.event;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

import io.qsa.Document;

/**
 * Makes one document of those of several notifiers, which one SUBSCRIBE has reached because it was forked (RFC 6665
 * section 5.4.9). Called from any thread, with locks held: must not block, and must not call back into QSA.
 */
@ConsumerType
@FunctionalInterface
public interface DocumentMerger {
    /**
     * Merges the newest documents of the notifiers, at least two, in the order in which the notifiers have answered.
     * The documents are those that the reader of the package has made.
     */
    Document merge(List<Document> documents);
}
