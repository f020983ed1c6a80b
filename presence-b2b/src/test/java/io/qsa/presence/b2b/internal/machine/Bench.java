package io.qsa.presence.b2b.internal.machine;

import java.time.Duration;
import java.util.List;

/** A machine on a bench: virtual time, recorded outputs, random numbers of one's choice. */
final class Bench {
    final RetryPolicy policy;
    final RecordingOutbox outbox;
    final SubscriptionMachine machine;
    double random;
    long now = 1_000_000;

    Bench() {
        this(new Timing.Builder());
    }

    Bench(Timing.Builder timing) {
        policy = new RetryPolicy(timing.build(), () -> random);
        outbox = new RecordingOutbox(policy);
        machine = new SubscriptionMachine(outbox);
    }

    /** A machine in a state, without the outputs until then. */
    static Bench in(State state) {
        return new Bench().to(state);
    }

    Bench to(State state) {
        switch (state) {
            case NEW -> {}
            case DELAYED -> {
                policy.change(new Timing.Builder()
                        .maxSubscribeDelay(Duration.ofSeconds(10))
                        .build());
                random = 0.5;
                machine.onSubscribe(now);
                policy.change(new Timing.Builder().build());
                random = 0;
            }
            case QUEUED -> askedWith(Admission.WAIT_FOR_TURN);
            case OFFLINE -> askedWith(Admission.OFFLINE);
            case UNCONFIRMED -> machine.onSubscribe(now);
            case WAITING -> to(State.UNCONFIRMED).answer(403);
            case STOPPED -> to(State.UNCONFIRMED).answer(489);
            case ACCEPTED -> to(State.UNCONFIRMED).answer(200, 3600);
            case PRECONFIRMED -> to(State.UNCONFIRMED).notify("active", 3600);
            case CONFIRMED -> to(State.ACCEPTED).notify("active", 3600);
            case RESUBSCRIBING -> to(State.CONFIRMED).advance(Duration.ofSeconds(3570));
            case RENOTIFIED -> to(State.RESUBSCRIBING).notify("active", 3600);
            case REACCEPTED -> to(State.RESUBSCRIBING).answer(200, 3600);
            case PREDESTROYED -> to(State.UNCONFIRMED).machine.onUnsubscribe(now);
            case LEAVING -> {
                to(State.CONFIRMED).outbox.mayEnd = false;
                machine.onUnsubscribe(now);
                outbox.mayEnd = true;
            }
            case TERMINATING -> to(State.CONFIRMED).machine.onUnsubscribe(now);
            case GONE -> machine.onUnsubscribe(now);
        }
        outbox.lines();
        return this;
    }

    private void askedWith(Admission admission) {
        outbox.admission = admission;
        machine.onSubscribe(now);
        outbox.admission = Admission.GRANTED;
    }

    Bench answer(int code) {
        machine.onAnswer(Answer.of(code, "phrase"), now);
        return this;
    }

    Bench answer(int code, long seconds) {
        machine.onAnswer(Answer.of(code, "phrase").withSeconds(seconds), now);
        return this;
    }

    Bench noAnswer() {
        machine.onAnswer(Answer.missing(408, "Request Timeout"), now);
        return this;
    }

    Bench notify(String substate) {
        machine.onNotify(SubscriptionState.of(substate), now);
        return this;
    }

    Bench notify(String substate, long expires) {
        machine.onNotify(SubscriptionState.of(substate).withExpires(expires), now);
        return this;
    }

    Bench ended(String reason) {
        machine.onNotify(SubscriptionState.of("terminated").withReason(reason), now);
        return this;
    }

    Bench ended(String reason, long retryAfter) {
        machine.onNotify(SubscriptionState.of("terminated").withReason(reason).withRetryAfter(retryAfter), now);
        return this;
    }

    Bench unsubscribe() {
        machine.onUnsubscribe(now);
        return this;
    }

    /** Advances the time; the machine is woken when it has requested it. */
    Bench advance(Duration time) {
        long end = now + time.toMillis();
        while (outbox.wakeAt <= end) {
            now = Math.max(now, outbox.wakeAt);
            machine.onTimer(now);
        }
        now = end;
        return this;
    }

    State state() {
        return machine.state();
    }

    /** The outputs since the last call. */
    List<String> did() {
        return outbox.lines();
    }

    /** Seconds until it acts by itself. */
    double dueIn() {
        return (machine.dueAt() - now) / 1000.0;
    }

    double expiresIn() {
        return (machine.expiresAt() - now) / 1000.0;
    }
}
