package io.qsa.event;

import java.util.Objects;
import java.util.Optional;

import io.qsa.Document;

/** The result of reading one body. Immutable. */
public final class Reading {
    private static final Reading NOTHING_NEW = new Reading(null, false, 0);

    private final Document document;
    private final boolean gap;
    private final int oddities;

    private Reading(Document document, boolean gap, int oddities) {
        this.document = document;
        this.gap = gap;
        this.oddities = oddities;
    }

    /** A new document for the application; for a partial body, the one before with the changes applied. */
    public static Reading of(Document document) {
        return new Reading(Objects.requireNonNull(document, "document"), false, 0);
    }

    /** The body has nothing new; the application keeps the document that it has. */
    public static Reading nothingNew() {
        return NOTHING_NEW;
    }

    /**
     * The same, but a document before it was missed: the subscription is refreshed, because a SUBSCRIBE is answered with
     * complete state (RFC 6665 section 4.2.1.2). That happens at once, but not more often than
     * {@code min_resubscribe_time} allows.
     */
    public Reading withGap() {
        return new Reading(document, true, oddities);
    }

    /**
     * The same, but the body breaks the rules of its format in a way that was accepted, or parts of it could not be
     * understood and were ignored. The statistics count such bodies ({@code tolerated.odd_documents}), so that an operator
     * sees them, and {@code strict} refuses them.
     *
     * @param violations how many; 0 for none
     */
    public Reading withOddities(int violations) {
        return violations == 0 ? this : new Reading(document, gap, violations);
    }

    /** The document for the application, if there is a new one. */
    public Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    public boolean hasGap() {
        return gap;
    }

    /** How many violations of the format were accepted. */
    public int oddities() {
        return oddities;
    }
}
