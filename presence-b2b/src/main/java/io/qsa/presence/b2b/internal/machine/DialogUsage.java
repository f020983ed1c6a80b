package io.qsa.presence.b2b.internal.machine;

import java.util.OptionalLong;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;

/**
 * The third layer of a {@link SubscriptionMachine}: how answers and NOTIFYs affect the dialog, how it is refreshed, and
 * how it is ended (RFC 6665 section 4.1.2). Guarded by the monitor of its owner.
 */
abstract sealed class DialogUsage extends Attempts permits SubscriptionMachine {
    /** The answer for a timeout. */
    static final Answer NO_ANSWER = Answer.missing(408, "no answer within failover_timeout");

    /** After a late answer, the NOTIFY may take this long (T2 of RFC 3261). */
    private static final long GRACE = 4_000;

    /** The expires of a NOTIFY are rounded to seconds. */
    private static final long ROUNDING = 1_000;

    private static final int MAX_REDIRECTS = 5;

    /** Expires: 0 was sent. */
    private boolean ending;

    DialogUsage(Outbox outbox) {
        super(outbox);
    }

    // Establishing

    final State initialAnswer(Answer answer, long now) {
        if (answer.code() < 300) {
            return accepted(answer, state == State.PRECONFIRMED, State.ACCEPTED, now);
        }
        if (answer.kind() == AnswerKind.TOO_BRIEF && raise(answer.minExpires())) {
            return again(now);
        }
        if (answer.hasAlternative() && redirects < MAX_REDIRECTS) {
            redirects++;
            sentAt = now;
            outbox.sendToAlternative(asked());
            return state;
        }
        boolean liveAnyway = state == State.PRECONFIRMED && answer.isMissing();
        return liveAnyway ? rest(now) : refused(answer, now);
    }

    private State again(long now) {
        sentAt = now;
        outbox.sendAgain(asked());
        return state;
    }

    private State accepted(Answer answer, boolean notified, State otherwise, long now) {
        countExcess(answer.expires());
        grantedByAnswer(answer.expires(), now);
        notBefore = 0;
        // A server must not answer the first SUBSCRIBE with 204, which announces no NOTIFY (RFC 5839 section 7.1): the
        // subscription would never get a state.
        boolean isSilent = answer.kind() == AnswerKind.ACCEPTED_SILENTLY && otherwise != State.ACCEPTED;
        if (notified || isSilent) {
            return rest(now);
        }
        dueAt = Math.max(sentAt + Timing.TIMER_N, now + GRACE);
        return otherwise;
    }

    private void countExcess(OptionalLong granted) {
        if (isTooLong(granted)) {
            outbox.count(B2bCounter.EXPIRES_TOO_LONG);
        }
    }

    /** Timer N (RFC 6665 section 4.1.2.4): without a NOTIFY there is no subscription, whatever the answer was. */
    final State unnotified(long now) {
        outbox.count(B2bCounter.TIMER_N_FIRED);
        String why = refusalSinceSubscribe().map(RefusedNotify::text).orElse("no NOTIFY came");
        forsakeDialog(now);
        return failed(Reason.of(Reason.RETRYING, "accepted, but " + why), OptionalLong.empty(), now);
    }

    // Living

    final State alive(SubscriptionState notified, long now) {
        State next =
                switch (state) {
                    case UNCONFIRMED -> State.PRECONFIRMED;
                    case RESUBSCRIBING -> State.RENOTIFIED;
                    case ACCEPTED, REACCEPTED -> State.CONFIRMED;
                    default -> state;
                };
        long endBefore = expiresAt();
        boolean told = granted(notified, now);
        if (next == State.CONFIRMED && state != State.CONFIRMED) {
            rest(now);
        } else if (next == State.CONFIRMED && (told || isAsking())) {
            moveRefresh(endBefore, now);
        }
        tellAlive(notified);
        return next;
    }

    private boolean granted(SubscriptionState notified, long now) {
        establishedAt = Math.min(establishedAt, now);
        countExcess(notified.expires());
        return grantedByNotify(notified.expires(), now);
    }

    /** Moves the refresh with the expiry. NOTIFYs that only count down must not postpone it again and again. */
    private void moveRefresh(long endBefore, long now) {
        long dueBefore = dueAt;
        rest(now);
        if (expiresAt() <= endBefore + ROUNDING) {
            dueAt = Math.min(dueAt, dueBefore);
        }
    }

    private void tellAlive(SubscriptionState notified) {
        if (isDoubtful()) {
            tellDoubtful(notified);
            return;
        }
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

    /** The cause of the doubt takes precedence over the peer's reason, but not over an unknown substate. */
    private void tellDoubtful(SubscriptionState notified) {
        Reason why = doubtful();
        switch (notified.kind()) {
            case ACTIVE -> active = true;
            case PENDING -> active = false;
            default -> why = Reason.of(notified.token(), why.text());
        }
        tell(active ? Status.ACTIVE : Status.PENDING, why);
    }

    /** The state of a refused NOTIFY is unknown, and the peer may end the subscription after the refusal. */
    final State doubted(RefusedNotify refusal, long now) {
        boolean news = !isDoubtful();
        doubt(refusal);
        if (state == State.CONFIRMED) {
            long dueBefore = dueAt;
            rest(now);
            dueAt = Math.min(dueAt, dueBefore);
        }
        if (news) {
            tell(active ? Status.ACTIVE : Status.PENDING, refusal.reason());
        }
        return state;
    }

    /** Waits for the time of the refresh. */
    final State rest(long now) {
        long delay = outbox.policy().timing().refreshDelay(left(now));
        tryAfter(Math.min(delay, askDelay(now)), now);
        return State.CONFIRMED;
    }

    private void tryAfter(long delay, long now) {
        long time = Math.max(notBefore, now + delay);
        dueAt = time < expiresAt() ? time : SubscriptionMachine.NEVER;
    }

    final State refresh(long now) {
        if (!outbox.sendRefresh(askFor(outbox.expiration()))) {
            forsakeDialog(now);
            return retryQuickly(Reason.of(Reason.RETRYING, "the dialog has no CSeq number left"), now);
        }
        refreshed();
        redirects = 0;
        sentAt = now;
        long failover = outbox.policy().timing().failover();
        dueAt = now + (outbox.hasOtherRoute() ? Math.min(failover, left(now) / 2) : failover);
        return State.RESUBSCRIBING;
    }

    final State refreshAnswer(Answer answer, long now) {
        if (answer.code() < 300) {
            return accepted(answer, state == State.RENOTIFIED, State.REACCEPTED, now);
        }
        if (answer.kind() == AnswerKind.TOO_BRIEF && raise(answer.minExpires())) {
            return again(now);
        }
        if (answer.isMissing()) {
            return undelivered(answer, now);
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

    /** A refresh that perhaps was not delivered is sent once more by the other route to the peer, if there is one. */
    final State undelivered(Answer answer, long now) {
        if (state != State.RESUBSCRIBING || redirects > 0 || !outbox.sendByOtherRoute(asked())) {
            return refreshLater(answer, now);
        }
        redirects++;
        sentAt = now;
        dueAt = now + outbox.policy().timing().failover();
        return state;
    }

    /**
     * A refresh that failed without ending the subscription is tried again until the expiry (RFC 6665 section 4.1.2.2).
     */
    final State refreshLater(Answer answer, long now) {
        forgetMinimum();
        long pause = Math.min(outbox.policy().timing().errorRetry(), left(now) / 2);
        if (answer.isHeldBack()) {
            pause = outbox.policy().whenLetThrough(answer.retryAfter().getAsLong());
        } else if (answer.retryAfter().isPresent()) {
            pause = Math.max(
                    pause, outbox.policy().notBefore(answer.retryAfter().getAsLong(), 0));
            notBefore = now + pause;
        }
        tryAfter(Math.max(1000, pause), now);
        return State.CONFIRMED;
    }

    final State lapsed(long now) {
        outbox.count(B2bCounter.EXPIRED);
        forgetDialog(now);
        return failed(Reason.of(Reason.EXPIRED, "ran out without a refresh"), OptionalLong.empty(), now);
    }

    // Leaving

    /** A NOTIFY has arrived, but Expires: 0 must wait for the answer, which has its target. */
    final State stillThere(SubscriptionState notified, long now) {
        granted(notified, now);
        return state;
    }

    final State answerWhenLeaving(Answer answer, long now) {
        prolong(answer, now);
        boolean there = answer.code() < 300 || isGranted() && !AnswerKind.endsSubscription(answer.code());
        return there ? terminate(now) : leave();
    }

    /** Applies the new expiry of a refresh that is answered while the end waits for its turn. */
    final void prolong(Answer answer, long now) {
        if (answer.code() < 300) {
            grantedByAnswer(answer.expires(), now);
        }
    }

    final State terminate(long now) {
        if (outbox.admitEnd()) {
            return end(now);
        }
        dueAt = SubscriptionMachine.NEVER;
        return State.LEAVING;
    }

    /** Sends Expires: 0, once. Without a known target, because no NOTIFY has arrived, it waits for the NOTIFY. */
    final State end(long now) {
        endGrant();
        if (!ending) {
            ending = outbox.sendUnsubscribe();
            dueAt = now + outbox.policy().timing().termination();
        }
        return State.TERMINATING;
    }

    final State leave() {
        endGrant();
        dueAt = SubscriptionMachine.NEVER;
        outbox.forgetDialog();
        return State.GONE;
    }
}
