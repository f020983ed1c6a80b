package io.qsa.presence.b2b.sip;

import io.qsa.presence.b2b.machine.SubscriptionMachine;
import io.qsa.spi.timer.Alarm;
import io.qsa.spi.timer.Timers;

/**
 * The one alarm of a leg. Guarded by the monitor of its leg. One that rings too early is left alone and set again when
 * it rings, so that a refresh which moves with each NOTIFY costs nothing.
 */
final class LegAlarm extends Alarm {
    private final SipLeg leg;
    private long time = SubscriptionMachine.NEVER;

    LegAlarm(SipLeg leg) {
        this.leg = leg;
    }

    /** Makes it ring at a time or before; with {@link SubscriptionMachine#NEVER}, not at all. */
    void set(long newTime, Timers timers) {
        if (newTime == SubscriptionMachine.NEVER) {
            cancel(timers);
        } else if (newTime < time) {
            time = newTime;
            timers.set(this, newTime - timers.now());
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

    void cancel(Timers timers) {
        time = SubscriptionMachine.NEVER;
        timers.cancel(this);
    }

    @Override
    public void ring() {
        leg.ring();
    }
}
