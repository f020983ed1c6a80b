package io.qsa.pa.internal.journal;

/** What a record is of. */
public enum Kind {
    PUBLICATION,
    SUBSCRIPTION
}
