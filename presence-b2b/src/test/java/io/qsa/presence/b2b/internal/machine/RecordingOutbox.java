package io.qsa.presence.b2b.internal.machine;

import java.util.ArrayList;
import java.util.List;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;

/** Records the outputs of a machine, one line each. */
final class RecordingOutbox implements Outbox {
    private final List<String> lines = new ArrayList<>();
    private final RetryPolicy policy;
    Admission admission = Admission.GRANTED;
    boolean hasNumbersLeft = true;
    boolean isReachable = true;
    boolean hasOtherRoute;
    boolean mayEnd = true;
    long expiration = 3600;
    long wakeAt = SubscriptionMachine.NEVER;

    RecordingOutbox(RetryPolicy policy) {
        this.policy = policy;
    }

    /** The outputs since the last call. */
    List<String> lines() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    @Override
    public Admission admit() {
        return admission;
    }

    @Override
    public boolean admitEnd() {
        return mayEnd;
    }

    @Override
    public long expiration() {
        return expiration;
    }

    @Override
    public RetryPolicy policy() {
        return policy;
    }

    @Override
    public void sendSubscribe(long expires) {
        lines.add("SUBSCRIBE new " + expires);
    }

    @Override
    public void sendAgain(long expires) {
        lines.add("SUBSCRIBE again " + expires);
    }

    @Override
    public void sendToAlternative(long expires) {
        lines.add("SUBSCRIBE elsewhere " + expires);
    }

    @Override
    public boolean sendRefresh(long expires) {
        if (hasNumbersLeft) {
            lines.add("SUBSCRIBE refresh " + expires);
        }
        return hasNumbersLeft;
    }

    @Override
    public boolean hasOtherRoute() {
        return hasOtherRoute;
    }

    @Override
    public boolean sendByOtherRoute(long expires) {
        if (hasOtherRoute) {
            lines.add("SUBSCRIBE by the other route " + expires);
        }
        return hasOtherRoute;
    }

    @Override
    public boolean sendUnsubscribe() {
        if (isReachable) {
            lines.add("SUBSCRIBE 0");
        }
        return isReachable;
    }

    @Override
    public void forsakeDialog() {
        lines.add("forsake");
    }

    @Override
    public void forgetDialog() {
        lines.add("forget");
    }

    @Override
    public void tell(Status status, Reason reason, long retryIn) {
        String retry = retryIn == NO_RETRY ? "" : ", retry in " + retryIn / 1000.0 + " s";
        lines.add(status + " " + reason + retry);
    }

    @Override
    public void tellStale(Status status, Reason reason) {
        lines.add(status + " stale " + reason);
    }

    @Override
    public void wakeAt(long time) {
        wakeAt = time;
    }

    @Override
    public void count(B2bCounter counter) {
        lines.add("count " + counter);
    }

    @Override
    public void moved(State from, State to, String cause) {
        lines.add("-> " + to);
    }

    @Override
    public void released() {
        lines.add("released");
        wakeAt = SubscriptionMachine.NEVER;
    }
}
