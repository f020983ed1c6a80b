package io.qsa.presence.b2b.internal.machine;

import io.qsa.presence.b2b.internal.metrics.B2bCounter;

/**
 * The subscriber of RFC 6665 for one subscription: inputs are methods, outputs go to the {@link Outbox}. This layer
 * decides the effect of an input in each state; {@link State} shows the same as one table. Guarded by the monitor of
 * its owner. It depends on no SIP library, clock or thread: times are milliseconds of a monotonic clock.
 */
public final class SubscriptionMachine extends DialogUsage {
    /** No such time. */
    public static final long NEVER = Long.MAX_VALUE;

    private long since;
    private short lastCode;

    public SubscriptionMachine(Outbox outbox) {
        super(outbox);
    }

    // Inputs

    public void onSubscribe(long now) {
        if (state != State.NEW && state != State.GONE) {
            throw new IllegalStateException("subscribed in " + state);
        }
        go(state == State.NEW ? begin(outbox.policy().startDelay(), now) : state, "subscribe", now);
    }

    /** The SUBSCRIBE of another machine was forked, and the NOTIFY that follows is that of one more notifier. */
    public void onFork(long now) {
        if (state != State.NEW) {
            throw new IllegalStateException("forked in " + state);
        }
        go(forked(now), "fork", now);
    }

    /** It now holds the turn or the room that {@link Outbox#admit} or {@link Outbox#admitEnd} could not grant. */
    public void onAdmitted(long now) {
        State next =
                switch (state) {
                    case QUEUED -> start(now);
                    case LEAVING -> end(now);
                    default -> state;
                };
        go(next, "admitted", now);
    }

    /** The final answer to the last SUBSCRIBE. */
    public void onAnswer(Answer answer, long now) {
        lastCode = (short) answer.code();
        State next =
                switch (state) {
                    case NEW, DELAYED, WAITING, QUEUED, OFFLINE, STOPPED, GONE -> state;
                    case ACCEPTED, CONFIRMED, REACCEPTED -> state;
                    case LEAVING -> {
                        prolong(answer, now);
                        yield state;
                    }
                    case UNCONFIRMED, PRECONFIRMED -> initialAnswer(answer, now);
                    case RESUBSCRIBING, RENOTIFIED -> refreshAnswer(answer, now);
                    case PREDESTROYED -> answerWhenLeaving(answer, now);
                    case TERMINATING -> answer.code() < 300 ? state : leave();
                };
        go(next, "answer " + answer.code(), now);
    }

    /** The document of the NOTIFY that follows was read. @param hasGap whether a partial document before it was missed */
    public void onDocument(boolean hasGap) {
        read(hasGap);
    }

    /** The NOTIFY that follows should have a document, since there was one before, and has none. */
    public void onMissed() {
        missed();
    }

    /** The document of the NOTIFY that follows was refused; its headers count all the same. */
    public void onUnreadable(RefusedNotify refusal) {
        doubt(refusal);
    }

    /** A NOTIFY of the dialog was refused because of its headers. */
    public void onRefused(RefusedNotify refusal, long now) {
        State next =
                switch (state) {
                    case NEW, DELAYED, WAITING, QUEUED, OFFLINE, STOPPED, GONE -> state;
                    case PREDESTROYED, LEAVING, TERMINATING -> state;
                    case UNCONFIRMED, PRECONFIRMED, ACCEPTED, CONFIRMED, RESUBSCRIBING, RENOTIFIED, REACCEPTED ->
                        doubted(refusal, now);
                };
        go(next, "NOTIFY refused", now);
    }

    /** A NOTIFY that was admitted. */
    public void onNotify(SubscriptionState notified, long now) {
        State next =
                switch (state) {
                    case NEW, DELAYED, WAITING, QUEUED, OFFLINE, STOPPED, GONE -> state;
                    case UNCONFIRMED, PRECONFIRMED, ACCEPTED, CONFIRMED, RESUBSCRIBING, RENOTIFIED, REACCEPTED ->
                        notified.isTerminated() ? ended(notified, now) : alive(notified, now);
                    case PREDESTROYED, LEAVING -> notified.isTerminated() ? leave() : stillThere(notified, now);
                    case TERMINATING -> notified.isTerminated() ? leave() : end(now);
                };
        go(next, notified.kind().cause(), now);
    }

    /** The time of {@link Outbox#wakeAt} was reached; a call that is early or repeated has no effect. */
    public void onTimer(long now) {
        if (now >= expiresAt()) {
            go(onExpired(now), "expired", now);
        } else {
            go(now >= dueAt ? onDue(now) : state, "timer", now);
        }
    }

    public void onUnsubscribe(long now) {
        State next =
                switch (state) {
                    case NEW, DELAYED, WAITING, QUEUED, OFFLINE, STOPPED -> leave();
                    case UNCONFIRMED, PRECONFIRMED, RESUBSCRIBING, RENOTIFIED -> State.PREDESTROYED;
                    case ACCEPTED, CONFIRMED, REACCEPTED -> terminate(now);
                    case PREDESTROYED, LEAVING, TERMINATING, GONE -> state;
                };
        go(next, "unsubscribe", now);
    }

    /** The SIP endpoint was unregistered, and with it every dialog is lost. */
    public void onOffline(long now) {
        State next =
                switch (state) {
                    case NEW, DELAYED, WAITING, OFFLINE, STOPPED, GONE -> state;
                    case QUEUED,
                            UNCONFIRMED,
                            PRECONFIRMED,
                            ACCEPTED,
                            CONFIRMED,
                            RESUBSCRIBING,
                            RENOTIFIED,
                            REACCEPTED -> disconnected(now);
                    case PREDESTROYED, LEAVING, TERMINATING -> leave();
                };
        go(next, "endpoint gone", now);
    }

    /** A SIP endpoint is there. */
    public void onOnline(long now) {
        go(state == State.OFFLINE ? begin(outbox.policy().startDelay(), now) : state, "endpoint there", now);
    }

    /** The times in the settings have changed: retries and refreshes are rescheduled. Nothing is sent. */
    public void onRetimed(long now) {
        if (state == State.WAITING && notBefore == 0) {
            dueAt = since + outbox.policy().afterError(failures);
        } else if (state == State.CONFIRMED) {
            rest(now);
        }
        go(state, "retimed", now);
    }

    /** The settings for new dialogs have changed: a subscription that was refused for good may succeed now. */
    public void onReconfigured(long now) {
        go(state == State.STOPPED ? begin(outbox.policy().startDelay(), now) : state, "reconfigured", now);
    }

    /** An operator requests a SUBSCRIBE now: a refresh, or the attempt that waits. */
    public void onRefreshWanted(long now) {
        State next =
                switch (state) {
                    case NEW, QUEUED, OFFLINE, UNCONFIRMED, PRECONFIRMED, ACCEPTED, RESUBSCRIBING, RENOTIFIED -> state;
                    case REACCEPTED, PREDESTROYED, LEAVING, TERMINATING, GONE -> state;
                    case DELAYED, WAITING, STOPPED -> ask(now);
                    case CONFIRMED -> refresh(now);
                };
        go(next, "refresh wanted", now);
    }

    // Times

    private State onDue(long now) {
        return switch (state) {
            case NEW, QUEUED, OFFLINE, LEAVING, STOPPED, GONE -> state;
            case DELAYED, WAITING -> ask(now);
            case UNCONFIRMED -> refused(NO_ANSWER, now);
            case PRECONFIRMED -> rest(now);
            case ACCEPTED, REACCEPTED -> unnotified(now);
            case CONFIRMED -> refresh(now);
            case RESUBSCRIBING, RENOTIFIED -> undelivered(NO_ANSWER, now);
            case PREDESTROYED -> isGranted() ? terminate(now) : leave();
            case TERMINATING -> {
                outbox.count(B2bCounter.TERMINATIONS_MISSING);
                yield leave();
            }
        };
    }

    private State onExpired(long now) {
        return switch (state) {
            case NEW, DELAYED, WAITING, QUEUED, OFFLINE, UNCONFIRMED, TERMINATING, STOPPED, GONE -> state;
            case PRECONFIRMED, ACCEPTED, CONFIRMED, RESUBSCRIBING, RENOTIFIED, REACCEPTED -> lapsed(now);
            case PREDESTROYED, LEAVING -> leave();
        };
    }

    /** The only method that changes the state. */
    private void go(State next, String cause, long now) {
        State before = state;
        if (next != before) {
            state = next;
            since = now;
            outbox.moved(before, next, cause);
        }
        if (next != State.GONE) {
            outbox.wakeAt(wakeTime());
        } else if (before != State.GONE) {
            outbox.released();
        }
    }

    // Views

    public State state() {
        return state;
    }

    /** Whether {@link #onAdmitted} is awaited. */
    public boolean isWaitingForTurn() {
        return state == State.QUEUED || state == State.LEAVING;
    }

    /** Since when it is in its state. */
    public long since() {
        return since;
    }

    /** When the state acts by itself, or {@link #NEVER}. */
    public long dueAt() {
        return dueAt;
    }

    /** When it must be called, or {@link #NEVER}. */
    public long wakeTime() {
        return Math.min(dueAt, expiresAt());
    }

    /** The last final answer; 0 if there was none yet. */
    public int lastCode() {
        return lastCode;
    }

    /** How many attempts in a row have failed. */
    public int failures() {
        return failures;
    }
}
