package io.qsa.presence;

/** Whether a tuple accepts communication (RFC 3863 section 4.1.4). */
public enum BasicStatus {
    /** It accepts communication. */
    OPEN("open"),
    /** It does not. */
    CLOSED("closed"),
    /** The document has no basic status, or one that RFC 3863 does not define; see {@link Tuple#basicText()}. */
    UNDEFINED("");

    private final String text;

    BasicStatus(String text) {
        this.text = text;
    }

    /** The word of the document; empty for {@link #UNDEFINED}. */
    public String text() {
        return text;
    }

    /** The status for a word of a document; case-sensitive. */
    static BasicStatus of(String text) {
        return switch (text) {
            case "open" -> OPEN;
            case "closed" -> CLOSED;
            default -> UNDEFINED;
        };
    }
}
