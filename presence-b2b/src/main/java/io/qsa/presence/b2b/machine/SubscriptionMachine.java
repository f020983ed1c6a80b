package io.qsa.presence.b2b.machine;

import java.util.OptionalLong;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.metrics.Counter;

/**
 * The subscriber of RFC 6665 for one subscription: inputs are methods, outputs go to the {@link Outbox}, and
 * {@link State} has the transition table. Guarded by the monitor of its owner. It knows neither SIP library, clock nor
 * thread: times are milliseconds of a clock that never goes back.
 */
public final class SubscriptionMachine {
    /** No such time. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A subscription that lived this long was no failure. */
    private static final long STABLE = 30_000;
    /** A late answer leaves the NOTIFY this long (T2 of RFC 3261). */
    private static final long GRACE = 4_000;

    /** The seconds of a NOTIFY are rounded. */
    private static final long ROUNDING = 1_000;

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_FAILURES = 100;
    private static final Answer NO_ANSWER = Answer.missing(408, "no answer within failover_timeout");

    private final Outbox outbox;
    private final RetryPolicy policy;
    private final Lifetime lifetime = new Lifetime();

    private State state = State.NEW;
    private long since;
    /** What the state waits for: a retry, an answer, Timer N, the refresh, the final NOTIFY. */
    private long dueAt = NEVER;
    /** The earliest next attempt that the peer allows; 0 if it does not care. */
    private long notBefore;

    private long sentAt;
    private long establishedAt = NEVER;
    private short lastCode;
    private byte failures;
    private byte redirects;
    private boolean active;
    /** Documents between the last ones are missing, and were not asked for yet. */
    private boolean gap;
    /** Expires: 0 was sent. */
    private boolean ending;

    public SubscriptionMachine(Outbox outbox, RetryPolicy policy) {
        this.outbox = outbox;
        this.policy = policy;
    }

    // Inputs

    public void onSubscribe(long now) {
        if (state != State.NEW && state != State.GONE) {
            throw new IllegalStateException("subscribed in " + state);
        }
        go(state == State.NEW ? begin(policy.startDelay(), now) : state, "subscribe", now);
    }

    /** The turn or the room that {@link Outbox#admit} could not give is there, and is held from now on. */
    public void onAdmitted(long now) {
        go(state == State.QUEUED ? start(now) : state, "admitted", now);
    }

    /** The final answer to the last SUBSCRIBE. */
    public void onAnswer(Answer answer, long now) {
        lastCode = (short) answer.code();
        State next =
                switch (state) {
                    case NEW, DELAYED, WAITING, QUEUED, OFFLINE, ACCEPTED, CONFIRMED, REACCEPTED, STOPPED, GONE ->
                        state;
                    case UNCONFIRMED, PRECONFIRMED -> initialAnswer(answer, now);
                    case RESUBSCRIBING, RENOTIFIED -> refreshAnswer(answer, now);
                    case PREDESTROYED -> answerWhenLeaving(answer, now);
                    case TERMINATING -> answer.code() < 300 ? state : leave();
                };
        go(next, "answer " + answer.code(), now);
    }

    /** The document of the NOTIFY that follows was read; whether something before it is missing. */
    public void onDocument(boolean hasGap) {
        gap = hasGap;
    }

    /** A NOTIFY that was admitted. */
    public void onNotify(SubscriptionState notified, long now) {
        State next =
                switch (state) {
                    case NEW, DELAYED, WAITING, QUEUED, OFFLINE, STOPPED, GONE -> state;
                    case UNCONFIRMED, PRECONFIRMED, ACCEPTED, CONFIRMED, RESUBSCRIBING, RENOTIFIED, REACCEPTED ->
                        notified.isTerminated() ? ended(notified, now) : alive(notified, now);
                    case PREDESTROYED -> notified.isTerminated() ? leave() : stillThere(notified, now);
                    case TERMINATING -> notified.isTerminated() ? leave() : end(now);
                };
        go(next, "NOTIFY " + notified.kind(), now);
    }

    /** The time of {@link Outbox#wakeAt} has come; too early or too often does no harm. */
    public void onTimer(long now) {
        if (now >= lifetime.expiresAt()) {
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
                    case PREDESTROYED, TERMINATING, GONE -> state;
                };
        go(next, "unsubscribe", now);
    }

    /** The SIP endpoint has gone, and with it every dialog. */
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
                    case PREDESTROYED, TERMINATING -> leave();
                };
        go(next, "endpoint gone", now);
    }

    /** A SIP endpoint is there. */
    public void onOnline(long now) {
        go(state == State.OFFLINE ? begin(policy.startDelay(), now) : state, "endpoint there", now);
    }

    /** The times of the settings have changed: what waits, waits by the new ones. Nothing is sent. */
    public void onRetimed(long now) {
        if (state == State.WAITING && notBefore == 0) {
            dueAt = since + policy.afterError(failures);
        } else if (state == State.CONFIRMED) {
            rest(now);
        }
        go(state, "retimed", now);
    }

    /** The settings for new dialogs have changed: what was refused for good may succeed now. */
    public void onReconfigured(long now) {
        go(state == State.STOPPED ? begin(policy.startDelay(), now) : state, "reconfigured", now);
    }

    /** An operator wants a SUBSCRIBE now: a refresh, or the attempt that waits. */
    public void onRefreshWanted(long now) {
        State next =
                switch (state) {
                    case NEW, QUEUED, OFFLINE, UNCONFIRMED, PRECONFIRMED, ACCEPTED, RESUBSCRIBING, RENOTIFIED -> state;
                    case REACCEPTED, PREDESTROYED, TERMINATING, GONE -> state;
                    case DELAYED, WAITING, STOPPED -> ask(now);
                    case CONFIRMED -> refresh(now);
                };
        go(next, "refresh wanted", now);
    }

    // Times

    private State onDue(long now) {
        return switch (state) {
            case NEW, QUEUED, OFFLINE, STOPPED, GONE -> state;
            case DELAYED, WAITING -> ask(now);
            case UNCONFIRMED -> refused(NO_ANSWER, now);
            case PRECONFIRMED -> rest(now);
            case ACCEPTED, REACCEPTED -> unnotified(now);
            case CONFIRMED -> refresh(now);
            case RESUBSCRIBING, RENOTIFIED -> refreshLater(NO_ANSWER, now);
            case PREDESTROYED -> lifetime.isGranted() ? terminate(now) : leave();
            case TERMINATING -> {
                outbox.count(Counter.TERMINATIONS_MISSING);
                yield leave();
            }
        };
    }

    private State onExpired(long now) {
        return switch (state) {
            case NEW, DELAYED, WAITING, QUEUED, OFFLINE, UNCONFIRMED, TERMINATING, STOPPED, GONE -> state;
            case PRECONFIRMED, ACCEPTED, CONFIRMED, RESUBSCRIBING, RENOTIFIED, REACCEPTED -> {
                outbox.count(Counter.EXPIRED);
                forgetDialog(now);
                yield failed(Reason.of(Reason.EXPIRED, "ran out without a refresh"), OptionalLong.empty(), now);
            }
            case PREDESTROYED -> leave();
        };
    }

    /** Timer N (RFC 6665 section 4.1.2.4): without a NOTIFY there is no subscription, whatever the answer was. */
    private State unnotified(long now) {
        outbox.count(Counter.TIMER_N_FIRED);
        forsakeDialog(now);
        return failed(Reason.of(Reason.RETRYING, "accepted, but no NOTIFY came"), OptionalLong.empty(), now);
    }

    // Asking for a dialog

    private State begin(long delay, long now) {
        dueAt = now + delay;
        return delay == 0 ? ask(now) : State.DELAYED;
    }

    private State ask(long now) {
        dueAt = NEVER;
        return switch (outbox.admit()) {
            case GRANTED -> start(now);
            case WAIT_FOR_TURN -> State.QUEUED;
            case WAIT_FOR_ROOM -> {
                tell(Status.PENDING, Reason.of(Reason.LIMIT, "max_subscriptions reached"));
                yield State.QUEUED;
            }
            case OFFLINE -> disconnected(now);
            case UNADDRESSABLE -> {
                tell(
                        Status.TERMINATED,
                        Reason.of(
                                Reason.ERROR,
                                "the record has no SIP address; a tel: record needs"
                                        + " presence_outbound_proxy or presence_route"));
                yield State.STOPPED;
            }
        };
    }

    private State start(long now) {
        redirects = 0;
        notBefore = 0;
        active = false;
        gap = false;
        sentAt = now;
        dueAt = now + policy.timing().failover();
        outbox.sendSubscribe(lifetime.ask(outbox.expiration()));
        return State.UNCONFIRMED;
    }

    private State disconnected(long now) {
        forgetDialog(now);
        dueAt = NEVER;
        tell(Status.PENDING, Reason.of(Reason.RETRYING, "waits for the SIP endpoint"));
        return State.OFFLINE;
    }

    private State initialAnswer(Answer answer, long now) {
        if (answer.code() < 300) {
            return accepted(answer, state == State.PRECONFIRMED, State.ACCEPTED, now);
        }
        if (answer.kind() == AnswerKind.TOO_BRIEF && lifetime.raise(answer.minExpires())) {
            return again(now);
        }
        if (answer.hasAlternative() && redirects < MAX_REDIRECTS) {
            redirects++;
            sentAt = now;
            outbox.sendToAlternative(lifetime.asked());
            return state;
        }
        boolean liveAnyway = state == State.PRECONFIRMED && answer.isMissing();
        return liveAnyway ? rest(now) : refused(answer, now);
    }

    private State again(long now) {
        sentAt = now;
        outbox.sendAgain(lifetime.asked());
        return state;
    }

    private State accepted(Answer answer, boolean notified, State otherwise, long now) {
        countExcess(answer.expires());
        lifetime.grantedByAnswer(answer.expires(), now);
        notBefore = 0;
        if (notified || answer.kind() == AnswerKind.ACCEPTED_SILENTLY) {
            return rest(now);
        }
        dueAt = Math.max(sentAt + Timing.TIMER_N, now + GRACE);
        return otherwise;
    }

    private void countExcess(OptionalLong granted) {
        if (lifetime.isTooLong(granted)) {
            outbox.count(Counter.EXPIRES_TOO_LONG);
        }
    }

    // Living

    private State alive(SubscriptionState notified, long now) {
        State next =
                switch (state) {
                    case UNCONFIRMED -> State.PRECONFIRMED;
                    case RESUBSCRIBING -> State.RENOTIFIED;
                    case ACCEPTED, REACCEPTED -> State.CONFIRMED;
                    default -> state;
                };
        long endBefore = lifetime.expiresAt();
        boolean told = granted(notified, now);
        if (next == State.CONFIRMED && state != State.CONFIRMED) {
            rest(now);
        } else if (next == State.CONFIRMED && (told || gap)) {
            moveRefresh(endBefore, now);
        }
        tellAlive(notified);
        return next;
    }

    /** The refresh follows the end, but NOTIFYs in quick succession that only count down do not put it off for ever. */
    private void moveRefresh(long endBefore, long now) {
        long dueBefore = dueAt;
        rest(now);
        if (lifetime.expiresAt() <= endBefore + ROUNDING) {
            dueAt = Math.min(dueAt, dueBefore);
        }
    }

    private boolean granted(SubscriptionState notified, long now) {
        establishedAt = Math.min(establishedAt, now);
        countExcess(notified.expires());
        return lifetime.grantedByNotify(notified.expires(), now);
    }

    private State stillThere(SubscriptionState notified, long now) {
        granted(notified, now);
        return state;
    }

    private void tellAlive(SubscriptionState notified) {
        Reason given = notified.reason().isEmpty() ? Reason.NONE : Reason.of(notified.reason(), "");
        switch (notified.kind()) {
            case ACTIVE -> {
                active = true;
                tell(Status.ACTIVE, given);
            }
            case PENDING -> {
                active = false;
                tell(Status.PENDING, given == Reason.NONE ? Reason.of("pending", "") : given);
            }
            default -> tell(active ? Status.ACTIVE : Status.PENDING, Reason.of(notified.token(), ""));
        }
    }

    private State rest(long now) {
        long delay = policy.timing().refreshDelay(lifetime.left(now));
        tryAfter(gap ? Math.min(delay, policy.timing().fullStateDelay(now - sentAt)) : delay, now);
        return State.CONFIRMED;
    }

    private void tryAfter(long delay, long now) {
        long time = Math.max(notBefore, now + delay);
        dueAt = time < lifetime.expiresAt() ? time : NEVER;
    }

    private State refresh(long now) {
        if (!outbox.sendRefresh(lifetime.ask(outbox.expiration()))) {
            forsakeDialog(now);
            return retryQuickly(Reason.of(Reason.RETRYING, "the dialog has no CSeq number left"), now);
        }
        gap = false;
        sentAt = now;
        dueAt = now + policy.timing().failover();
        return State.RESUBSCRIBING;
    }

    private State refreshAnswer(Answer answer, long now) {
        if (answer.code() < 300) {
            return accepted(answer, state == State.RENOTIFIED, State.REACCEPTED, now);
        }
        if (answer.kind() == AnswerKind.TOO_BRIEF && lifetime.raise(answer.minExpires())) {
            return again(now);
        }
        if (!AnswerKind.endsSubscription(answer.code())) {
            return refreshLater(answer, now);
        }
        if (answer.kind() != AnswerKind.NO_DIALOG) {
            return refused(answer, now);
        }
        forgetDialog(now);
        return retryQuickly(retrying(answer), now);
    }

    /** A refresh that failed without ending the subscription is tried again while it lives (RFC 6665 section 4.1.2.2). */
    private State refreshLater(Answer answer, long now) {
        lifetime.forgetMinimum();
        long pause = Math.min(policy.timing().errorRetry(), lifetime.left(now) / 2);
        if (answer.isHeldBack()) {
            pause = policy.whenLetThrough(answer.retryAfter().getAsLong());
        } else if (answer.retryAfter().isPresent()) {
            pause = Math.max(pause, policy.notBefore(answer.retryAfter().getAsLong(), 0));
            notBefore = now + pause;
        }
        tryAfter(Math.max(1000, pause), now);
        return State.CONFIRMED;
    }

    // Ends

    private State ended(SubscriptionState notified, long now) {
        forgetDialog(now);
        String token = notified.reason().isEmpty() ? "terminated" : notified.reason();
        Reason reason = Reason.of(token, "ended by the presence server");
        return switch (EndReason.of(notified.reason())) {
            case DEACTIVATED, TIMEOUT -> retryQuickly(reason, now);
            case PROBATION, GIVEUP, OTHER -> failed(reason, notified.retryAfter(), now);
            case REJECTED -> stopped(Status.REJECTED, reason);
            case NORESOURCE, BADFILTER -> stopped(Status.TERMINATED, reason);
            case INVARIANT -> stopped(Status.ACTIVE, reason);
        };
    }

    private State refused(Answer answer, long now) {
        lifetime.forgetMinimum();
        if (AnswerKind.isLoop(answer.code())) {
            outbox.count(Counter.LOOPS);
        }
        if (state == State.PRECONFIRMED) {
            forsakeDialog(now);
        } else {
            forgetDialog(now);
        }
        if (answer.kind() == AnswerKind.PERMANENT) {
            return stopped(Status.TERMINATED, Reason.ofResponse(answer.code(), answer.phrase()));
        }
        return answer.isHeldBack() ? heldBack(answer, now) : failed(retrying(answer), answer.retryAfter(), now);
    }

    /** The endpoint knows that the next hop is down and when to ask again: no failure of this subscription. */
    private State heldBack(Answer answer, long now) {
        outbox.count(Counter.HELD_BACK);
        dueAt = now + policy.whenLetThrough(answer.retryAfter().getAsLong());
        notBefore = dueAt;
        outbox.tell(Status.PENDING, retrying(answer), dueAt - now);
        return State.WAITING;
    }

    private static Reason retrying(Answer answer) {
        return Reason.ofResponse(answer.code(), answer.phrase()).withToken(Reason.RETRYING);
    }

    private State stopped(Status status, Reason reason) {
        dueAt = NEVER;
        tell(status, reason);
        return State.STOPPED;
    }

    private State retryQuickly(Reason reason, long now) {
        long delay = policy.quickly(failures);
        countFailure();
        outbox.tell(Status.PENDING, reason, delay);
        return begin(delay, now);
    }

    private State failed(Reason reason, OptionalLong retryAfter, long now) {
        if (retryAfter.isPresent()) {
            notBefore = now + policy.notBefore(retryAfter.getAsLong(), failures);
            dueAt = notBefore;
        } else {
            notBefore = notBefore > now ? notBefore : 0;
            dueAt = Math.max(notBefore, now + policy.afterError(failures + 1));
        }
        countFailure();
        outbox.tell(Status.PENDING, reason, dueAt - now);
        return State.WAITING;
    }

    private void countFailure() {
        failures = (byte) Math.min(failures + 1, MAX_FAILURES);
        outbox.count(Counter.RETRIES);
    }

    private State answerWhenLeaving(Answer answer, long now) {
        boolean there = answer.code() < 300 || lifetime.isGranted() && !AnswerKind.endsSubscription(answer.code());
        return there ? terminate(now) : leave();
    }

    private State terminate(long now) {
        lifetime.end();
        return end(now);
    }

    /** Sends Expires: 0, once; without a NOTIFY it may not be known where to, then it waits for that. */
    private State end(long now) {
        if (!ending) {
            ending = outbox.sendUnsubscribe();
            dueAt = now + policy.timing().termination();
        }
        return State.TERMINATING;
    }

    private State leave() {
        lifetime.end();
        dueAt = NEVER;
        outbox.forgetDialog();
        return State.GONE;
    }

    private void forgetDialog(long now) {
        outbox.forgetDialog();
        dialogOver(now);
    }

    private void forsakeDialog(long now) {
        outbox.forsakeDialog();
        dialogOver(now);
    }

    private void dialogOver(long now) {
        if (establishedAt != NEVER && now - establishedAt >= STABLE) {
            failures = 0;
        }
        establishedAt = NEVER;
        lifetime.end();
    }

    private void tell(Status status, Reason reason) {
        outbox.tell(status, reason, Outbox.NO_RETRY);
    }

    /** The one gate through which the state changes. */
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

    /** Since when it is in its state. */
    public long since() {
        return since;
    }

    /** When the granted time ends, or {@link #NEVER}. */
    public long expiresAt() {
        return lifetime.expiresAt();
    }

    /** When the state acts by itself, or {@link #NEVER}. */
    public long dueAt() {
        return dueAt;
    }

    /** When it must be called, or {@link #NEVER}. */
    public long wakeTime() {
        return Math.min(dueAt, lifetime.expiresAt());
    }

    /** The last final answer; 0 if none came yet. */
    public int lastCode() {
        return lastCode;
    }

    /** How many attempts in a row have failed. */
    public int failures() {
        return failures;
    }
}
