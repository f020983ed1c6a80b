package io.qsa.presence.b2b.internal.sip;

import io.qsa.presence.b2b.internal.metrics.Counter;

/** The outcome of the checks of a NOTIFY, with the status code of its answer. */
enum NotifyVerdict {
    /** Taken, and its state delivered. */
    ACCEPTED(200, Counter.NOTIFIES_ACCEPTED),
    /** Taken before: it gets the same answer again, and is not delivered. */
    REPEATED(200, Counter.NOTIFIES_REPEATED),
    /** Of no subscription of this handler; the endpoint answers, unless another handler takes it. */
    UNMATCHED(481, Counter.NOTIFIES_UNMATCHED),
    MALFORMED(400, Counter.NOTIFIES_MALFORMED),
    UNKNOWN_EVENT(489, Counter.NOTIFIES_OF_UNKNOWN_EVENT),
    /** Perhaps forged: it comes from another address than the first NOTIFY of its dialog. */
    FROM_ELSEWHERE(403, Counter.NOTIFIES_FROM_ELSEWHERE),
    OUT_OF_ORDER(500, Counter.NOTIFIES_OUT_OF_ORDER),
    /** It needs an extension that its package does not know. */
    UNKNOWN_EXTENSION(420, Counter.NOTIFIES_OF_UNKNOWN_EXTENSION),
    TOO_LARGE(413, Counter.NOTIFIES_WITH_BAD_BODY),
    WRONG_TYPE(415, Counter.NOTIFIES_WITH_BAD_BODY),
    BAD_BODY(400, Counter.NOTIFIES_WITH_BAD_BODY);

    private final int code;
    private final Counter counter;

    NotifyVerdict(int code, Counter counter) {
        this.code = code;
        this.counter = counter;
    }

    /** The answer to the request. */
    int code() {
        return code;
    }

    Counter counter() {
        return counter;
    }
}
