package io.qsa.pa.journal;

/** What a record is of. */
public enum Kind {
    PUBLICATION,
    SUBSCRIPTION
}
