package io.qsa.presence.b2b.internal.machine;

import java.util.Locale;

/** Why a notifier ends a subscription, and which retry that allows (RFC 6665 section 4.1.3). */
public enum TerminationReason {
    /** Subscribe again at once; retry-after has no meaning. */
    DEACTIVATED,
    /** As {@link #DEACTIVATED}. */
    TIMEOUT,
    /** Subscribe again later, not before retry-after. */
    PROBATION,
    /** As {@link #PROBATION}: the RFC allows to subscribe at once, but a peer that gave up is left alone for a while. */
    GIVEUP,
    /** The subscriber is not authorised. */
    REJECTED,
    /** There is no such record. */
    NORESOURCE,
    /** The status will never change; the last one stays valid. */
    INVARIANT,
    /** The filter of the subscription cannot be used (RFC 6665 registry). */
    BADFILTER,
    /** No reason, or an unknown one: as {@link #PROBATION}. */
    OTHER;

    /** The reason of that name, whatever its case (RFC 6665 section 8.4). */
    public static TerminationReason of(String token) {
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "deactivated" -> DEACTIVATED;
            case "timeout" -> TIMEOUT;
            case "probation" -> PROBATION;
            case "giveup" -> GIVEUP;
            case "rejected" -> REJECTED;
            case "noresource" -> NORESOURCE;
            case "invariant" -> INVARIANT;
            case "badfilter" -> BADFILTER;
            default -> OTHER;
        };
    }
}
