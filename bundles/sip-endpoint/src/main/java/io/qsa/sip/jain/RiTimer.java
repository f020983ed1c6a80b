package io.qsa.sip.jain;

import java.util.Properties;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;

import io.qsa.sip.timer.Timers;

/** Lets the RI, which times the reading of each message, use the timers of the endpoint. Safe for any thread. */
final class RiTimer implements SipTimer {
    private final Timers timers;

    RiTimer(Timers timers) {
        this.timers = timers;
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delay) {
        task.setSipTimerTask(timers.schedule(delay, task::runTask));
        return true;
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
        throw new UnsupportedOperationException("only the transactions of the RI need it");
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        ((Timers.Timer) task.getSipTimerTask()).cancel();
        task.cleanUpBeforeCancel();
        return true;
    }

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        // The timers run already.
    }

    @Override
    public void stop() {
        // The timers belong to the endpoint.
    }

    @Override
    public boolean isStarted() {
        return true;
    }
}
