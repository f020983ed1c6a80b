package io.qsa.pa;

/** What becomes of a subscription by the decision of a presentity (RFC 5025 section 3.2.1), the strictest first. */
public enum SubHandling {
    /** It is rejected. */
    BLOCK,
    /** It waits, without a status, until the presentity has decided. */
    CONFIRM,
    /** It gets a status that says nothing: always the same closed document. */
    POLITE_BLOCK,
    /** It gets the status. */
    ALLOW
}
