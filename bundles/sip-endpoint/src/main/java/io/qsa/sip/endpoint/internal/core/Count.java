package io.qsa.sip.endpoint.internal.core;

import java.util.Locale;

/** What the endpoint counts. */
public enum Count {
    REQUESTS_RECEIVED,
    RESPONSES_RECEIVED,
    REQUESTS_SENT,
    RESPONSES_SENT,
    /** Requests that came again and got their answer again, or had none yet. */
    RETRANSMISSIONS_RECEIVED,
    /** Requests that came by two ways, and got 482 by the second. */
    MERGED_REQUESTS,
    /** Requests that were sent again over UDP because no answer came. */
    RETRANSMISSIONS_SENT,
    /** Malformed requests that could be read well enough to be answered. */
    MALFORMED_ANSWERED,
    /** What was no SIP message, or one that nobody can answer. */
    MALFORMED_DROPPED,
    /** Messages or bodies over the limit. */
    TOO_LARGE,
    /** Responses that belong to no transaction. */
    STRAY_RESPONSES,
    /** NOTIFY requests that no handler took. */
    UNCLAIMED_NOTIFIES,
    /** Other requests that no handler took. */
    UNHANDLED_REQUESTS,
    /** Requests that a handler took and never answered. */
    UNANSWERED_REQUESTS,
    /** Responses that asked for credentials and got them. */
    CHALLENGES_ANSWERED,
    /** Responses that asked for credentials that are not there, or are wrong. */
    CHALLENGES_FAILED,
    /** Requests that went on to another server because one did not answer or was overloaded. */
    FAILOVERS,
    /** Requests that were not sent because their next hop is not to be bothered. */
    HELD_BACK,
    /** Requests that were sent to find out whether a next hop is alive. */
    PROBES,
    /** Next hops that were given up because they did not answer. */
    HOPS_GIVEN_UP,
    /** Requests that got no final response in time. */
    TIMEOUTS,
    /** Requests that could not be sent. */
    SEND_FAILURES,
    /** Answers that could not be sent. */
    ANSWER_FAILURES,
    /** Exceptions of request handlers and response listeners. */
    HANDLER_FAILURES;

    /** Its name for people: {@code requests received}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
