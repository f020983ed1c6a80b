package io.qsa.itests.peer;

/** Presence documents as a third party writes them (RFC 3863). */
public final class Pidf {
    /** The content type of such a document. */
    public static final String TYPE = "application/pidf+xml";

    private Pidf() {}

    /** A document with one open tuple and a note, which must need no escaping. */
    public static String open(String entity, String note) {
        return document(entity, "open", note);
    }

    /** A document with one closed tuple and a note, which must need no escaping. */
    public static String closed(String entity, String note) {
        return document(entity, "closed", note);
    }

    private static String document(String entity, String basic, String note) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <presence xmlns="urn:ietf:params:xml:ns:pidf" entity="%s">
                  <tuple id="phone"><status><basic>%s</basic></status><note>%s</note></tuple>
                </presence>
                """
                .formatted(entity, basic, note);
    }
}
