package io.qsa.sip.endpoint.internal.core;

import java.util.Locale;

import io.qsa.base.tolerance.Tolerance;
import io.qsa.sip.Oddity;

/** The rule violations that the endpoint accepts, see decision 32. */
public enum EndpointTolerance implements Tolerance {
    /** Malformed responses whose status, Via and CSeq can be read. */
    MALFORMED_RESPONSES,
    /** {@link Oddity#BARE_LINE_FEEDS}. */
    BARE_LINE_FEEDS,
    /** {@link Oddity#BLANKS_IN_BRACKETS}. */
    BLANKS_IN_BRACKETS,
    /** {@link Oddity#UNQUOTED_NAMES}. */
    UNQUOTED_NAMES,
    /** {@link Oddity#EMPTY_PARAMETERS}. */
    EMPTY_PARAMETERS,
    /** {@link Oddity#UNDERSCORES_IN_HOSTS}. */
    UNDERSCORES_IN_HOSTS;

    static EndpointTolerance of(Oddity oddity) {
        return valueOf(oddity.name());
    }

    /** Its name for people: {@code malformed responses}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
