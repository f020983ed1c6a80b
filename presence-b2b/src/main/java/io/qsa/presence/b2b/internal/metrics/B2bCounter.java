package io.qsa.presence.b2b.internal.metrics;

import java.util.Locale;

/** The counters of presence_b2b since its activation. */
public enum B2bCounter {
    /** Subscriptions that the broker handed over. */
    SUBSCRIPTIONS_TAKEN,
    /** Subscriptions that the broker took back. */
    SUBSCRIPTIONS_LET_GO,
    /** Initial SUBSCRIBEs, those with a raised Expires or another target included. */
    SUBSCRIBES_SENT,
    /** SUBSCRIBEs that refresh a dialog. */
    REFRESHES_SENT,
    /** Refreshes that could not be delivered and were sent by the route of the 2xx, where the NOTIFY had another one. */
    OTHER_ROUTES_TRIED,
    /** Refreshes that were sent before their time because a NOTIFY was refused. */
    REFRESHES_AFTER_REFUSAL,
    /** SUBSCRIBEs with Expires: 0. */
    UNSUBSCRIBES_SENT,
    /** 2xx answers, final ones of failed attempts excluded. */
    ANSWERS_ACCEPTED,
    /** Final responses other than 2xx from a peer. */
    ANSWERS_REFUSED,
    /** Requests without an answer, and requests that could not be sent. */
    ANSWERS_MISSING,
    /** Redirections that were followed. */
    REDIRECTS_FOLLOWED,
    /** Answers 482 and 483: the way to the presence server loops. */
    LOOPS,
    /** 2xx responses and NOTIFYs that grant more than requested. */
    EXPIRES_TOO_LONG,
    /** Attempts that the endpoint held back because the next hop is down. */
    HELD_BACK,
    /** Attempts that failed and are repeated later. */
    RETRIES,
    /** Subscriptions without a NOTIFY within Timer N. */
    TIMER_N_FIRED,
    /** Subscriptions that ran out without a successful refresh. */
    EXPIRED,
    /** Unsubscribes without a final NOTIFY in time. */
    TERMINATIONS_MISSING,
    /** Subscriptions at the peer that a late answer revealed, and that were ended. */
    ORPHANS_ENDED,
    /** Dialogs that were given up because the component stopped. */
    ABANDONED_AT_STOP,
    /** NOTIFYs that were accepted. */
    NOTIFIES_ACCEPTED,
    /** NOTIFYs that had been answered before. */
    NOTIFIES_REPEATED,
    /** Further notifiers that a SUBSCRIBE has reached because it was forked, and that serve its subscription too. */
    FORKS,
    /** NOTIFYs that belong to no dialog, those of forks and of other packages included. */
    NOTIFIES_UNMATCHED,
    /** NOTIFYs of an unknown event package. */
    NOTIFIES_OF_UNKNOWN_EVENT,
    /** NOTIFYs that require an extension that their package does not support. */
    NOTIFIES_OF_UNKNOWN_EXTENSION,
    /** NOTIFYs from another address than the first one of their dialog. */
    NOTIFIES_FROM_ELSEWHERE,
    /** NOTIFYs with a lower CSeq number than one before. */
    NOTIFIES_OUT_OF_ORDER,
    /** NOTIFYs with missing, doubled or broken headers. */
    NOTIFIES_MALFORMED,
    /** NOTIFYs with a body that is too large, of another type, or broken. */
    NOTIFIES_WITH_BAD_BODY;

    /** The name as shells and consoles show it. */
    public String shownAs() {
        return name().toLowerCase(Locale.ROOT);
    }
}
