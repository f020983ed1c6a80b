package io.qsa.pa.agent;

/** What a watcher may see. */
public enum Permission {
    /** The status, as it is. */
    ALLOWED,
    /** Nothing yet: nobody has decided (RFC 6665 section 4.2.1.3). */
    PENDING
}
