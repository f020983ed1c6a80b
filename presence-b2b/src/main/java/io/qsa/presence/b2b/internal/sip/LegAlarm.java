package io.qsa.presence.b2b.internal.sip;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.presence.b2b.internal.machine.SubscriptionMachine;

/**
 * The lowest layer of a {@link SipLeg}: it is its own alarm. Guarded by the monitor of the leg. If the deadline moves
 * to a later time, the alarm is not touched and is set again when it fires, so that a refresh that moves with each
 * NOTIFY is free.
 */
abstract sealed class LegAlarm extends Alarm permits LegTraffic {
    private long time = SubscriptionMachine.NEVER;

    /** Sets the alarm to fire at this time or earlier; with {@link SubscriptionMachine#NEVER}, cancels it. */
    final void ringAt(long newTime, Timers timers) {
        if (newTime == SubscriptionMachine.NEVER) {
            ringNever(timers);
        } else if (newTime < time) {
            time = newTime;
            timers.set(this, newTime - timers.now());
        }
    }

    /** Whether the deadline has passed, so that the alarm was not for an earlier deadline; if so, the alarm is off. */
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
