package io.qsa.sip.endpoint.internal.core;

import java.util.Locale;

/** The counters of the endpoint. */
public enum Count {
    REQUESTS_RECEIVED,
    RESPONSES_RECEIVED,
    REQUESTS_SENT,
    RESPONSES_SENT,
    /** Retransmissions of requests; each gets the same answer again, if there is one. */
    RETRANSMISSIONS_RECEIVED,
    /** Requests that arrived on two paths, and were answered with 482 on the second. */
    MERGED_REQUESTS,
    /** Requests that were sent again over UDP for lack of an answer. */
    RETRANSMISSIONS_SENT,
    /** Malformed requests that could be read well enough to be answered. */
    MALFORMED_ANSWERED,
    /** Bytes that were no SIP message, or a message that cannot be answered. */
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
    /** Challenges that were answered with credentials. */
    CHALLENGES_ANSWERED,
    /** Challenges for which there are no credentials, or wrong ones. */
    CHALLENGES_FAILED,
    /** Requests that were sent to another server because one did not answer or was overloaded. */
    FAILOVERS,
    /** Requests that were not sent because the breaker of their next hop is open. */
    HELD_BACK,
    /** Requests that were sent as a probe of a next hop. */
    PROBES,
    /** How often a breaker has opened because a next hop failed. */
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
