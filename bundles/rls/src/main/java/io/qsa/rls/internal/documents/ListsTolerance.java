package io.qsa.rls.internal.documents;

import io.qsa.base.tolerance.Tolerance;

/** The rule violations that the resource list server accepts, see decision 32. */
public enum ListsTolerance implements Tolerance {
    /** A document of lists with an invalid entry or service, beside valid ones. */
    INVALID_LISTS
}
