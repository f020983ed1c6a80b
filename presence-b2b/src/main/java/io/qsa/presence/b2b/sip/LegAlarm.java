package io.qsa.presence.b2b.sip;

import io.qsa.presence.b2b.machine.SubscriptionMachine;
import io.qsa.presence.b2b.time.Timers;

/**
 * The one alarm of a leg. Guarded by the monitor of its leg. One that rings too early is left alone and set again when
 * it rings, so that a refresh which moves with each NOTIFY costs nothing.
 */
final class LegAlarm {
    private Timers.Alarm alarm;
    private long time = SubscriptionMachine.NEVER;

    /** Makes it ring at a time or before; with {@link SubscriptionMachine#NEVER}, not at all. */
    void set(long newTime, Timers timers, Ringing ringing) {
        if (newTime == SubscriptionMachine.NEVER) {
            cancel();
        } else if (newTime < time) {
            cancel();
            time = newTime;
            alarm = timers.schedule(() -> ringing.ring(newTime), Math.max(0, newTime - timers.now()));
        }
    }

    /** Whether this ringing is the one that was asked for last; it is over then. */
    boolean takes(long ringingTime) {
        boolean mine = ringingTime == time;
        if (mine) {
            time = SubscriptionMachine.NEVER;
        }
        return mine;
    }

    void cancel() {
        if (time != SubscriptionMachine.NEVER) {
            alarm.cancel();
            time = SubscriptionMachine.NEVER;
        }
    }

    /** What happens when it rings, on a thread of the timers. */
    interface Ringing {
        void ring(long time);
    }
}
