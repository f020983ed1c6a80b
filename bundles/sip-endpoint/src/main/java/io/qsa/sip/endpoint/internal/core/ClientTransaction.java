package io.qsa.sip.endpoint.internal.core;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.sip.SipResponse;

/**
 * The non-INVITE client transaction (RFC 3261 section 17.1.2). Guarded by its monitor; the outbox is called without it.
 *
 * <pre>
 *              1xx           2xx-6xx      Timer E                 Timer F     transport error
 * TRYING       PROCEEDING    COMPLETED    send, wait min(2E, T2)  TERMINATED  TERMINATED
 * PROCEEDING   -             COMPLETED    send, wait T2           TERMINATED  TERMINATED
 * COMPLETED    -             -            -                       -           -
 * </pre>
 *
 * Timer K, in COMPLETED, is left to the outbox, so that the transaction need not be kept for it. Over a reliable transport
 * there are no Timers E and K, and COMPLETED is TERMINATED; after a lost connection it sends once more.
 */
final class ClientTransaction extends Alarm {
    private enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    /** The outputs of the transaction. */
    interface Outbox {
        /** Sends the request; {@code again} for a retransmission. */
        void transmit(boolean again);

        /** The final response has arrived. */
        void finish(SipResponse response);

        /** No response when the interval has reached T2, at the fourth copy: the peer may be dead. Called once at most. */
        void suspect();

        /** No final response arrived in time. */
        void timeOut();

        /** The request cannot be sent. */
        void fail();

        /** The final response was handled; responses that come within Timer K are to be ignored. */
        void linger(long millis);

        /** The transaction has ended; no input is expected any more. */
        void terminate();
    }

    private final Timers timers;
    private final TimerValues values;
    private final boolean reliable;
    private final Outbox outbox;

    private State state = State.TRYING;
    private boolean sentAgain;
    private long interval;
    /** When Timer F fires. */
    private long deadline;

    ClientTransaction(Timers timers, TimerValues values, boolean reliable, Outbox outbox) {
        this.timers = timers;
        this.values = values;
        this.reliable = reliable;
        this.outbox = outbox;
        this.interval = values.t1();
    }

    void start() {
        synchronized (this) {
            deadline = timers.now() + values.timeout();
            arm();
        }
        outbox.transmit(false);
    }

    private void arm() {
        long left = deadline - timers.now();
        timers.set(this, reliable ? left : Math.min(interval, left));
    }

    void onResponse(SipResponse response) {
        if (response.isProvisional()) {
            onProvisional();
        } else if (complete()) {
            outbox.finish(response);
            if (reliable) {
                outbox.terminate();
            } else {
                outbox.linger(values.t4());
            }
        }
    }

    private synchronized void onProvisional() {
        if (state == State.TRYING) {
            state = State.PROCEEDING;
        }
    }

    private synchronized boolean complete() {
        if (!isPending()) {
            return false;
        }
        state = reliable ? State.TERMINATED : State.COMPLETED;
        timers.cancel(this);
        return true;
    }

    /** Timer E or Timer F, whichever is first. */
    @Override
    public void ring() {
        if (timers.now() < deadline) {
            onTimerE();
        } else if (giveUp()) {
            outbox.timeOut();
            outbox.terminate();
        }
    }

    private void onTimerE() {
        boolean isSuspect;
        synchronized (this) {
            if (!isPending()) {
                return;
            }
            isSuspect = state == State.TRYING && interval < values.t2() && 2 * interval >= values.t2();
            interval = state == State.PROCEEDING ? values.t2() : Math.min(2 * interval, values.t2());
            arm();
        }
        outbox.transmit(true);
        if (isSuspect) {
            outbox.suspect();
        }
    }

    void onTransportError() {
        if (giveUp()) {
            outbox.fail();
            outbox.terminate();
        }
    }

    /**
     * The connection has ended before the final response. The peer may have closed it before it read the request, so the
     * request is sent again over a new one; the branch shows that it is the same.
     */
    void onConnectionLost() {
        if (mayTryOnceMore()) {
            outbox.transmit(true);
        } else {
            onTransportError();
        }
    }

    private synchronized boolean mayTryOnceMore() {
        boolean may = isPending() && !sentAgain;
        sentAgain |= may;
        return may;
    }

    private synchronized boolean giveUp() {
        if (!isPending()) {
            return false;
        }
        state = State.TERMINATED;
        timers.cancel(this);
        return true;
    }

    private boolean isPending() {
        return state == State.TRYING || state == State.PROCEEDING;
    }
}
