package io.qsa.sip;

/**
 * How a request leaves, as far as it is not up to the endpoint. Immutable.
 *
 * @param nextHop where to send it, or null for the first Route or the Request-URI
 * @param from the listening point whose Contact the peer knows, or null if it knows none
 */
record RequestPath(SipUri nextHop, ListeningPoint from) {
    static final RequestPath ANY = new RequestPath(null, null);
}
