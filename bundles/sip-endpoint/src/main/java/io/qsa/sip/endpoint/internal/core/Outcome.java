package io.qsa.sip.endpoint.internal.core;

import io.qsa.sip.ResponseListener;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Reports how a request ended; the only class that calls response listeners. Safe for any thread. */
final class Outcome {
    private final Core core;
    private final ResponseListener listener;
    private final long deadline;

    Outcome(Core core, ResponseListener listener) {
        this.core = core;
        this.listener = listener;
        this.deadline = core.timers().now() + listener.patience().toMillis();
    }

    /** How much longer the listener waits, in milliseconds. */
    long patience() {
        return Math.max(0, deadline - core.timers().now());
    }

    void deliver(SipResponse response) {
        try {
            listener.onResponse(response);
        } catch (RuntimeException | Error e) {
            core.handlerFailed("A response listener failed", e);
        }
    }

    /** Reports on another thread, so that the listener is not called from inside the call that sends. */
    void deliverLater(SipResponse response) {
        core.outcomes().tell(() -> deliver(response));
    }

    /** There is no way to send the request. */
    void unsendable(SipRequest request, String why) {
        core.counters().count(Count.SEND_FAILURES);
        deliverLater(SipResponse.local(request, 503, why));
    }

    /** The request is not sent, because the breaker of its next hop is open. */
    void heldBack(SipRequest request, long millis) {
        core.counters().count(Count.HELD_BACK);
        long seconds = Math.max(1, (millis + 999) / 1000);
        deliverLater(
                SipResponse.local(request, 503, "Next Hop Unavailable").with("Retry-After", String.valueOf(seconds)));
    }
}
