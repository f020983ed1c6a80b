package io.qsa.presence.b2b.internal.sip;

import io.qsa.presence.b2b.internal.metrics.B2bCounter;

/** The outcome of the checks of a NOTIFY, with the status code of its answer. */
enum NotifyVerdict {
    /** Accepted, and its state delivered. */
    ACCEPTED(200, B2bCounter.NOTIFIES_ACCEPTED),
    /** Accepted before: it gets the same answer again, and is not delivered. */
    REPEATED(200, B2bCounter.NOTIFIES_REPEATED),
    /** From another notifier that the SUBSCRIBE has reached; a leg of its own handles it. */
    FORK(481, B2bCounter.NOTIFIES_UNMATCHED),
    /** Of no subscription of this handler; the endpoint answers, unless another handler accepts it. */
    UNMATCHED(481, B2bCounter.NOTIFIES_UNMATCHED),
    MALFORMED(400, B2bCounter.NOTIFIES_MALFORMED),
    UNKNOWN_EVENT(489, B2bCounter.NOTIFIES_OF_UNKNOWN_EVENT),
    /** Perhaps forged: it is from another address than the first NOTIFY of its dialog. */
    FROM_ELSEWHERE(403, B2bCounter.NOTIFIES_FROM_ELSEWHERE),
    OUT_OF_ORDER(500, B2bCounter.NOTIFIES_OUT_OF_ORDER),
    /** It requires an extension that its package does not support. */
    UNKNOWN_EXTENSION(420, B2bCounter.NOTIFIES_OF_UNKNOWN_EXTENSION),
    TOO_LARGE(413, B2bCounter.NOTIFIES_WITH_BAD_BODY),
    WRONG_TYPE(415, B2bCounter.NOTIFIES_WITH_BAD_BODY),
    BAD_BODY(400, B2bCounter.NOTIFIES_WITH_BAD_BODY);

    private final int code;
    private final B2bCounter counter;

    NotifyVerdict(int code, B2bCounter counter) {
        this.code = code;
        this.counter = counter;
    }

    /** The answer to the request. */
    int code() {
        return code;
    }

    B2bCounter counter() {
        return counter;
    }
}
