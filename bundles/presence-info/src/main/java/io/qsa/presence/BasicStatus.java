package io.qsa.presence;

/** Whether a tuple takes communication (RFC 3863 section 4.1.4). */
public enum BasicStatus {
    /** It takes communication. */
    OPEN("open"),
    /** It does not. */
    CLOSED("closed"),
    /** The document does not say, or says a word that RFC 3863 does not know; see {@link Tuple#basicText()}. */
    UNDEFINED("");

    private final String text;

    BasicStatus(String text) {
        this.text = text;
    }

    /** The word of the document; empty for {@link #UNDEFINED}. */
    public String text() {
        return text;
    }

    /** The status that a word of a document stands for; upper and lower case differ. */
    static BasicStatus of(String text) {
        return switch (text) {
            case "open" -> OPEN;
            case "closed" -> CLOSED;
            default -> UNDEFINED;
        };
    }
}
