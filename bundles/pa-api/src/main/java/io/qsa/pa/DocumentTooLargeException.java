package io.qsa.pa;

/** All that is published for one presentity would be too large a document; the message names the setting. */
public final class DocumentTooLargeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public DocumentTooLargeException(long bytes, int limit) {
        super("the document would have " + bytes + " bytes, max_document_size = " + limit + " of io.qsa.pa");
    }
}
