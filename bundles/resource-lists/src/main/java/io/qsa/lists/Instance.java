package io.qsa.lists;

import java.util.Objects;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;

/** One virtual subscription of the list server to a member (RFC 4662 section 5.5). Immutable; equal if all parts are equal. */
public final class Instance {
    /** Token of the reason why an instance has no document although the list server has sent one. */
    public static final String UNREADABLE = "document-unreadable";

    private final String id;
    private final Status status;
    private final Reason reason;
    private final Document document;

    /** @param document null where there is none */
    private Instance(String id, Status status, Reason reason, Document document) {
        this.id = id;
        this.status = status;
        this.reason = reason;
        this.document = document;
    }

    static Instance of(String id, Status status, Reason reason) {
        return new Instance(id, status, reason, null);
    }

    static Reason unreadable(String why) {
        return Reason.of(UNREADABLE, why);
    }

    /** The same without a document, for it could not be read. */
    Instance withUnreadable(String why) {
        return new Instance(id, status, unreadable(why), null);
    }

    Instance with(Document newDocument) {
        return new Instance(id, status, reason, newDocument);
    }

    /** Its id among the instances of its member. */
    public String id() {
        return id;
    }

    public Status status() {
        return status;
    }

    /** Why it has ended, in the words of the list server, or {@link #UNREADABLE} with the error of its document. */
    public Reason reason() {
        return reason;
    }

    /** Its last document; for a list within the list the model of that is {@link ListState}. */
    public Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Instance that
                && id.equals(that.id)
                && status == that.status
                && reason.equals(that.reason)
                && Objects.equals(document, that.document);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, status, reason);
    }
}
