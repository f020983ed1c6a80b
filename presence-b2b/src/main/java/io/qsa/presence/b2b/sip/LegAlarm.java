package io.qsa.presence.b2b.sip;

import io.qsa.presence.b2b.machine.SubscriptionMachine;
import io.qsa.presence.b2b.time.Timers;

/**
 * The one alarm of a leg. Guarded by the monitor of its leg. One that rings too early is left alone and set again when
 * it rings, so that a refresh which moves with each NOTIFY costs nothing.
 */
final class LegAlarm implements Runnable {
    private final SipLeg leg;
    private Timers.Alarm alarm;
    private long time = SubscriptionMachine.NEVER;

    LegAlarm(SipLeg leg) {
        this.leg = leg;
    }

    /** Makes it ring at a time or before; with {@link SubscriptionMachine#NEVER}, not at all. */
    void set(long newTime, Timers timers) {
        if (newTime == SubscriptionMachine.NEVER) {
            cancel();
        } else if (newTime < time) {
            cancel();
            time = newTime;
            alarm = timers.schedule(this, Math.max(0, newTime - timers.now()));
        }
    }

    /** Whether it rings for the time that was asked for last, and not for an earlier wish; it is over then. */
    boolean isDue(long now) {
        boolean due = time <= now;
        if (due) {
            time = SubscriptionMachine.NEVER;
        }
        return due;
    }

    void cancel() {
        if (time != SubscriptionMachine.NEVER) {
            alarm.cancel();
            time = SubscriptionMachine.NEVER;
        }
    }

    /** It rings, on a thread of the timers. */
    @Override
    public void run() {
        leg.ring();
    }
}
