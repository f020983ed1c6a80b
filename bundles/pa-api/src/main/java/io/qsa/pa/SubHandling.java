package io.qsa.pa;

/** The decision on a watcher (RFC 5025 section 3.2.1), the strictest first. */
public enum SubHandling {
    /** The subscription is rejected. */
    BLOCK,
    /** It stays pending, without a status, until the presentity has decided. */
    CONFIRM,
    /** The watcher gets a document that reveals nothing: always the same, and closed. */
    POLITE_BLOCK,
    /** The watcher gets the status. */
    ALLOW
}
