package io.qsa.event;

import java.util.Objects;
import java.util.Optional;

import io.qsa.Document;

/** The result of reading one body. Immutable. */
public final class Reading {
    private static final Reading NOTHING_NEW = new Reading(null, false, 0);

    private final Document document;
    private final boolean gap;
    private final int passedOver;

    private Reading(Document document, boolean gap, int passedOver) {
        this.document = document;
        this.gap = gap;
        this.passedOver = passedOver;
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
        return new Reading(document, true, passedOver);
    }

    /**
     * The same, but parts of the body could not be understood and were ignored: the document contains the others. The
     * statistics count such bodies, so that an operator sees which servers send them.
     *
     * @param parts how many; 0 for none
     */
    public Reading withPassedOver(int parts) {
        return parts == 0 ? this : new Reading(document, gap, parts);
    }

    /** The document for the application, if there is a new one. */
    public Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    public boolean hasGap() {
        return gap;
    }

    /** How many parts of the body were ignored. */
    public int passedOver() {
        return passedOver;
    }
}
