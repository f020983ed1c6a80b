package io.qsa.presence.b2b.internal.machine;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;

/**
 * The outputs of the machine of one subscription. Called with the monitor of the subscription held: no method blocks, and
 * none calls the machine.
 */
public interface Outbox {
    /** For {@link #tell}: no other attempt is planned. */
    long NO_RETRY = -1;

    /**
     * Requests permission to send an initial SUBSCRIBE. Unless it is granted, an input of the machine follows when to
     * continue.
     */
    Admission admit();

    /**
     * Requests permission to send Expires: 0.
     *
     * @return false if too many are in flight; an input of the machine follows when to continue
     */
    boolean admitEnd();

    /** The seconds to request in a SUBSCRIBE. */
    long expiration();

    /** The pauses before attempts. */
    RetryPolicy policy();

    /** Sends a SUBSCRIBE for a new dialog, with new ids. */
    void sendSubscribe(long expires);

    /** Sends the last SUBSCRIBE again, with another Expires and the next CSeq number. */
    void sendAgain(long expires);

    /** Sends the initial SUBSCRIBE to the next target that a redirection named. */
    void sendToAlternative(long expires);

    /**
     * Sends a SUBSCRIBE in the dialog.
     *
     * @return false if the dialog has used up its CSeq numbers (RFC 3261 section 8.1.1.5), so that a new one is needed
     */
    boolean sendRefresh(long expires);

    /** Whether another route to the peer is known than the route set of the dialog. */
    boolean hasOtherRoute();

    /**
     * Sends a SUBSCRIBE in the dialog by the other way, which is the one from now on.
     *
     * @return false if there is none
     */
    boolean sendByOtherRoute(long expires);

    /**
     * Sends a SUBSCRIBE with Expires: 0 in the dialog; its answer is an input of the machine.
     *
     * @return false if the target is not known yet, neither from the answer nor from a NOTIFY
     */
    boolean sendUnsubscribe();

    /** Ends a dialog that the peer may have: sends Expires: 0 if possible, waits for nothing, and forgets the dialog. */
    void forsakeDialog();

    /** Forgets the dialog: its NOTIFYs match no more, and its answers are ignored. */
    void forgetDialog();

    /**
     * Notifies the application, together with the document of the NOTIFY that is being handled.
     *
     * @param retryIn milliseconds until the next attempt, or {@link #NO_RETRY}
     */
    void tell(Status status, Reason reason, long retryIn);

    /**
     * Notifies the application that its document may be out of date. A document of the NOTIFY is delivered all the
     * same.
     */
    void tellStale(Status status, Reason reason);

    /** Requests a call of {@code onTimer} at this time, instead of the one requested before. */
    void wakeAt(long time);

    void count(B2bCounter counter);

    /** The state has changed. */
    void moved(State from, State to, String cause);

    /** The state is {@link State#GONE}: the last call. */
    void released();
}
