package io.qsa.broker.internal.delivery;

import java.util.Objects;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;

/** The state of a record at one moment: status, reason, document, and the notifier that reported it. Immutable. */
public final class RecordState {
    private final Status status;
    private final Reason reason;
    private final Document document;
    private final String notifier;
    private final boolean stale;
    /** Whether there is no document, as opposed to this state not changing it. */
    private final boolean empty;

    private RecordState(
            Status status, Reason reason, Document document, String notifier, boolean stale, boolean empty) {
        this.status = Objects.requireNonNull(status, "status");
        this.reason = Objects.requireNonNull(reason, "reason");
        this.document = document;
        this.notifier = notifier;
        this.stale = stale;
        this.empty = empty;
    }

    /** A state without a document. */
    public static RecordState of(Status status, Reason reason, String notifier) {
        return new RecordState(status, reason, null, notifier, false, false);
    }

    public RecordState withDocument(Document newDocument) {
        return new RecordState(status, reason, Objects.requireNonNull(newDocument, "document"), notifier, stale, false);
    }

    /** The same state with the document of another one, unless it has its own or states that there is none. */
    public RecordState orDocumentOf(RecordState other) {
        return document != null || empty || other.document == null ? this : withDocument(other.document);
    }

    /** The same state, marked as stale. */
    public RecordState asStale() {
        return new RecordState(status, reason, document, notifier, true, empty);
    }

    /** The same state, with which there is no document any more. */
    public RecordState asEmpty() {
        return new RecordState(status, reason, null, notifier, stale, true);
    }

    public Status status() {
        return status;
    }

    public Reason reason() {
        return reason;
    }

    public Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    public boolean hasDocument() {
        return document != null;
    }

    public String notifier() {
        return notifier;
    }

    public boolean isStale() {
        return stale;
    }
}
