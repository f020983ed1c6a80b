package io.qsa.presence.b2b.internal.metrics;

import io.qsa.base.tolerance.Tolerance;

/** The rule violations of presence servers that are accepted, see decision 32. */
public enum B2bTolerance implements Tolerance {
    /** A parameter of the URI in Contact or Record-Route that occurs twice with the same value. */
    REPEATED_PARAMETERS,
    /** A Record-Route without angle brackets, whose parameters belong to the URI. */
    BARE_ROUTES,
    /** A redirection to a URI with header fields, which is followed without them. */
    REDIRECTS_WITH_HEADERS,
    /** A document that breaks the rules of its format, and can be read all the same, or in part. */
    ODD_DOCUMENTS
}
