package io.qsa.pa.internal.agent;

import io.qsa.base.tolerance.Tolerance;

/** The rule violations that the presence agent accepts, see decision 32. */
public enum PaTolerance implements Tolerance {
    /** A published document that breaks the rules of PIDF, and can be read all the same, or in part. */
    ODD_DOCUMENTS,
    /** A document of presence rules with an invalid rule or identity, beside valid ones. */
    INVALID_RULES
}
