package io.qsa.presence.b2b.internal.machine;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;

/**
 * Checks requests and notifications, without knowing states: at most one dialog and one request in flight, no request
 * without a dialog, nothing after the end, no waiting without an alarm, the application always notified.
 */
final class Watchdog implements Outbox {
    private final RetryPolicy policy;
    long now = 1_000_000;
    long wakeAt = SubscriptionMachine.NEVER;
    Admission admission = Admission.GRANTED;
    boolean dialog;
    boolean inFlight;
    boolean queued;
    boolean otherRoute;
    boolean unsubscribed;
    private boolean ended;
    private boolean released;
    private boolean toldFinal;
    private boolean lost;

    Watchdog(RetryPolicy policy) {
        this.policy = policy;
    }

    void check(SubscriptionMachine machine) {
        boolean waitsForOthers = queued || toldFinal || lost || released;
        require(waitsForOthers || wakeAt != SubscriptionMachine.NEVER, "nothing will ever happen again");
        require(wakeAt == SubscriptionMachine.NEVER || wakeAt == machine.wakeTime(), "an alarm without an owner");
        require(!inFlight || dialog, "an answer without a dialog");
    }

    void checkGone() {
        require(released && !dialog && !inFlight, "something is left");
        require(wakeAt == SubscriptionMachine.NEVER, "an alarm is left");
    }

    private void require(boolean kept, String broken) {
        if (!kept) {
            throw new AssertionError(broken);
        }
    }

    @Override
    public Admission admit() {
        require(!unsubscribed, "asked after the end");
        queued = admission == Admission.WAIT_FOR_ROOM || admission == Admission.WAIT_FOR_TURN;
        toldFinal = false;
        return admission;
    }

    @Override
    public boolean admitEnd() {
        require(dialog && unsubscribedNow() && !ended, "a second end");
        queued = admission == Admission.WAIT_FOR_TURN;
        return !queued;
    }

    @Override
    public long expiration() {
        return 3600;
    }

    private void send() {
        require(!released, "sent after the end");
        inFlight = true;
        lost = false;
    }

    @Override
    public RetryPolicy policy() {
        return policy;
    }

    @Override
    public void sendSubscribe(long expires) {
        require(!dialog, "a second dialog");
        require(!unsubscribed, "subscribed after the end");
        require(expires > 0, "asked for nothing");
        dialog = true;
        ended = false;
        queued = false;
        send();
    }

    @Override
    public void sendAgain(long expires) {
        require(dialog && !inFlight && !unsubscribed, "sent again without need");
        send();
    }

    @Override
    public void sendToAlternative(long expires) {
        require(dialog && !inFlight && !unsubscribed, "redirected without need");
        send();
    }

    @Override
    public boolean sendRefresh(long expires) {
        require(dialog && !unsubscribed, "refreshed without a dialog");
        send();
        return true;
    }

    @Override
    public boolean hasOtherRoute() {
        return otherRoute;
    }

    @Override
    public boolean sendByOtherRoute(long expires) {
        require(dialog && !unsubscribed, "sent by another route without a dialog");
        if (otherRoute) {
            send();
        }
        return otherRoute;
    }

    @Override
    public boolean sendUnsubscribe() {
        require(dialog && unsubscribedNow() && !ended, "a second end");
        ended = true;
        send();
        return true;
    }

    /** The input that is running is the unsubscribe itself, or it was before. */
    private boolean unsubscribedNow() {
        unsubscribed = true;
        return true;
    }

    @Override
    public void forsakeDialog() {
        require(dialog, "forsook nothing");
        forgetDialog();
    }

    @Override
    public void forgetDialog() {
        dialog = false;
        inFlight = false;
        queued = false;
    }

    @Override
    public void tell(Status status, Reason reason, long retryIn) {
        require(!unsubscribed, "told after the end");
        require(retryIn == NO_RETRY || !status.isFinal(), "a final status with a retry");
        toldFinal = status.isFinal() || reason.token().equals("invariant");
        lost = reason.text().contains("endpoint");
    }

    @Override
    public void tellStale(Status status, Reason reason) {
        require(status == Status.ACTIVE, "stale, but not claimed to be known");
        tell(status, reason, NO_RETRY);
    }

    @Override
    public void wakeAt(long time) {
        require(!released || time == SubscriptionMachine.NEVER, "an alarm after the end");
        wakeAt = time;
    }

    @Override
    public void count(B2bCounter counter) {
        require(!released, "counted after the end");
    }

    @Override
    public void moved(State from, State to, String cause) {
        require(from != to, "moved nowhere");
    }

    @Override
    public void released() {
        require(!released, "released twice");
        released = true;
        wakeAt = SubscriptionMachine.NEVER;
    }
}
