package io.qsa.pa.sip;

import java.time.Duration;

import io.qsa.sip.timer.Timers;

/** The timers of the presence agent as SIP wants them. Safe for any thread. */
final class SipTimers implements Timers {
    private final io.qsa.pa.timer.Timers timers;

    SipTimers(io.qsa.pa.timer.Timers timers) {
        this.timers = timers;
    }

    @Override
    public long now() {
        return timers.now().toEpochMilli();
    }

    @Override
    public Timer schedule(long delay, Runnable task) {
        return timers.start(Duration.ofMillis(delay), task)::cancel;
    }
}
