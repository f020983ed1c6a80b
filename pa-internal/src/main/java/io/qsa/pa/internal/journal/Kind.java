package io.qsa.pa.internal.journal;

/** The kinds of records. */
public enum Kind {
    PUBLICATION,
    SUBSCRIPTION
}
