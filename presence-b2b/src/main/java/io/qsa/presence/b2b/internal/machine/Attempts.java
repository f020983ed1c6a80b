package io.qsa.presence.b2b.internal.machine;

import java.util.Optional;
import java.util.OptionalLong;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;

/**
 * The second layer of a {@link SubscriptionMachine}: starts a dialog and, when that was refused or has ended, decides
 * whether and when to try again (RFC 6665 sections 4.1.2 and 4.1.3). Guarded by the monitor of its owner.
 */
abstract sealed class Attempts extends Lifetime permits DialogUsage {
    /** After a dialog that lived this long, the count of failures starts again. */
    private static final long STABLE = 30_000;

    private static final int MAX_FAILURES = 100;

    final Outbox outbox;

    State state = State.NEW;
    /** The deadline of the state: of a retry, an answer, Timer N, the refresh, the final NOTIFY. */
    long dueAt = SubscriptionMachine.NEVER;
    /** The earliest next attempt that the peer allows; 0 if it has not said. */
    long notBefore;

    long sentAt;
    long establishedAt = SubscriptionMachine.NEVER;
    byte failures;
    byte redirects;
    boolean active;
    /** Null until something was refused or missing. */
    private Doubt doubt;

    Attempts(Outbox outbox) {
        this.outbox = outbox;
    }

    // Asking

    /** Subscribes after a delay; at once if that is 0. */
    final State begin(long delay, long now) {
        dueAt = now + delay;
        return delay == 0 ? ask(now) : State.DELAYED;
    }

    final State ask(long now) {
        dueAt = SubscriptionMachine.NEVER;
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
            case NOT_AGAIN -> State.STOPPED;
        };
    }

    /** The SUBSCRIBE of another machine was forked, and one more notifier has accepted it; its NOTIFY follows. */
    final State forked(long now) {
        sentAt = now;
        dueAt = now + Timing.TIMER_N;
        askFor(outbox.expiration());
        return State.ACCEPTED;
    }

    /** Subscribes with the turn and the room that it holds. */
    final State start(long now) {
        redirects = 0;
        notBefore = 0;
        active = false;
        if (doubt != null) {
            doubt.begun();
        }
        sentAt = now;
        dueAt = now + outbox.policy().timing().failover();
        outbox.sendSubscribe(askFor(outbox.expiration()));
        return State.UNCONFIRMED;
    }

    final State disconnected(long now) {
        forgetDialog(now);
        dueAt = SubscriptionMachine.NEVER;
        tell(Status.PENDING, Reason.of(Reason.RETRYING, "waits for the SIP endpoint"));
        return State.OFFLINE;
    }

    // After an end

    /** The peer has ended the subscription by a NOTIFY. */
    final State ended(SubscriptionState notified, long now) {
        forgetDialog(now);
        String token = notified.reason().isEmpty() ? "terminated" : notified.reason();
        Reason reason = Reason.of(token, "ended by the presence server");
        return switch (TerminationReason.of(notified.reason())) {
            case DEACTIVATED, TIMEOUT -> retryQuickly(reason, now);
            case PROBATION, GIVEUP, OTHER -> failed(reason, notified.retryAfter(), now);
            case REJECTED -> stopped(Status.REJECTED, reason);
            case NORESOURCE, BADFILTER -> stopped(Status.TERMINATED, reason);
            case INVARIANT -> stopped(Status.ACTIVE, reason);
        };
    }

    /** An answer has ended the attempt or the subscription. */
    final State refused(Answer answer, long now) {
        forgetMinimum();
        if (AnswerKind.isLoop(answer.code())) {
            outbox.count(B2bCounter.LOOPS);
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

    /** The endpoint did not send the SUBSCRIBE, because the next hop is down: not a failure of this subscription. */
    private State heldBack(Answer answer, long now) {
        outbox.count(B2bCounter.HELD_BACK);
        dueAt = now + outbox.policy().whenLetThrough(answer.retryAfter().getAsLong());
        notBefore = dueAt;
        outbox.tell(Status.PENDING, retrying(answer), dueAt - now);
        return State.WAITING;
    }

    static Reason retrying(Answer answer) {
        return Reason.ofResponse(answer.code(), answer.phrase()).withToken(Reason.RETRYING);
    }

    private State stopped(Status status, Reason reason) {
        dueAt = SubscriptionMachine.NEVER;
        tell(status, reason);
        return State.STOPPED;
    }

    final State retryQuickly(Reason reason, long now) {
        long delay = outbox.policy().quickly(failures);
        countFailure();
        outbox.tell(Status.PENDING, reason, delay);
        return begin(delay, now);
    }

    final State failed(Reason reason, OptionalLong retryAfter, long now) {
        if (retryAfter.isPresent()) {
            notBefore = now + outbox.policy().notBefore(retryAfter.getAsLong(), failures);
            dueAt = notBefore;
        } else {
            notBefore = notBefore > now ? notBefore : 0;
            dueAt = Math.max(notBefore, now + outbox.policy().afterError(failures + 1));
        }
        countFailure();
        outbox.tell(Status.PENDING, reason, dueAt - now);
        return State.WAITING;
    }

    private void countFailure() {
        failures = (byte) Math.min(failures + 1, MAX_FAILURES);
        outbox.count(B2bCounter.RETRIES);
    }

    final void forgetDialog(long now) {
        outbox.forgetDialog();
        dialogOver(now);
    }

    final void forsakeDialog(long now) {
        outbox.forsakeDialog();
        dialogOver(now);
    }

    private void dialogOver(long now) {
        if (establishedAt != SubscriptionMachine.NEVER && now - establishedAt >= STABLE) {
            failures = 0;
        }
        establishedAt = SubscriptionMachine.NEVER;
        endGrant();
    }

    final void tell(Status status, Reason reason) {
        if (status == Status.ACTIVE && isDoubtful()) {
            outbox.tellStale(status, reason);
        } else {
            outbox.tell(status, reason, Outbox.NO_RETRY);
        }
    }

    // What is known

    /** A document was read. */
    final void read(boolean hasGap) {
        if (hasGap || doubt != null) {
            doubt().read(hasGap);
        }
    }

    final void missed() {
        doubt().missed();
    }

    final void doubt(RefusedNotify refusal) {
        doubt().refused(refusal, refusal.at() - sentAt, outbox.policy());
    }

    private Doubt doubt() {
        if (doubt == null) {
            doubt = new Doubt();
        }
        return doubt;
    }

    /** A refresh for complete state was sent. */
    final void refreshed() {
        if (doubt != null && doubt.refreshed()) {
            outbox.count(B2bCounter.REFRESHES_AFTER_REFUSAL);
        }
    }

    /** Whether the document of the application may be out of date. */
    final boolean isDoubtful() {
        return doubt != null && doubt.isStanding();
    }

    /** Why it may be. */
    final Reason doubtful() {
        return doubt.reason();
    }

    /** Whether a refresh for complete state is due before the ordinary one. */
    final boolean isAsking() {
        return doubt != null && doubt.isAsking();
    }

    final long askDelay(long now) {
        return doubt == null
                ? SubscriptionMachine.NEVER
                : doubt.askDelay(outbox.policy().timing(), now - sentAt, now);
    }

    /** The last NOTIFY that was refused since the last SUBSCRIBE. */
    final Optional<RefusedNotify> refusalSinceSubscribe() {
        return doubt != null && doubt.isSince(sentAt) ? lastRefusal() : Optional.empty();
    }

    /** The last NOTIFY that was refused. */
    public final Optional<RefusedNotify> lastRefusal() {
        return doubt == null ? Optional.empty() : Optional.ofNullable(doubt.last());
    }
}
