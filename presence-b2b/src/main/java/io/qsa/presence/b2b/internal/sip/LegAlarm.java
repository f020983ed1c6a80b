package io.qsa.presence.b2b.internal.sip;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.presence.b2b.internal.machine.SubscriptionMachine;

/**
 * The lowest layer of a {@link SipLeg}: it is its own alarm. Guarded by the monitor of the leg. An alarm that rings too
 * early is left alone and set again when it rings, so that a refresh which moves with each NOTIFY costs nothing.
 */
abstract sealed class LegAlarm extends Alarm permits LegTraffic {
    private long time = SubscriptionMachine.NEVER;

    /** Rings at a time or before; with {@link SubscriptionMachine#NEVER}, not at all. */
    final void ringAt(long newTime, Timers timers) {
        if (newTime == SubscriptionMachine.NEVER) {
            ringNever(timers);
        } else if (newTime < time) {
            time = newTime;
            timers.set(this, newTime - timers.now());
        }
    }

    /** Whether it rings for the time that was asked for last, and not for an earlier wish; it is over then. */
    final boolean isDue(long now) {
        boolean due = time <= now;
        if (due) {
            time = SubscriptionMachine.NEVER;
        }
        return due;
    }

    final void ringNever(Timers timers) {
        if (time != SubscriptionMachine.NEVER) {
            time = SubscriptionMachine.NEVER;
            timers.cancel(this);
        }
    }
}
