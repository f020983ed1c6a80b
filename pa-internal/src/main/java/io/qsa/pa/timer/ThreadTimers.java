package io.qsa.pa.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers on one thread, which rests while no alarm is set. An alarm rings up to two ticks late. Safe for any thread. */
public final class ThreadTimers implements Timers {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTimers.class);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Instant startedAt = Instant.now();
    private final long startedAtNanos = System.nanoTime();
    private final Wheel wheel = new Wheel(0);
    private final Thread thread;
    private volatile boolean closed;

    public ThreadTimers(String threadName) {
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    private long nanos() {
        return System.nanoTime() - startedAtNanos;
    }

    @Override
    public Instant now() {
        return startedAt.plusNanos(nanos());
    }

    @Override
    public Timer start(Duration delay, Runnable action) {
        Wheel.Alarm alarm = wheel.start((nanos() + delay.toNanos()) / TICK_NANOS + 1, action);
        if (wheel.size() == 1) {
            LockSupport.unpark(thread);
        }
        return () -> wheel.cancel(alarm);
    }

    private void run() {
        while (!closed) {
            for (Runnable action : wheel.advance(nanos() / TICK_NANOS)) {
                run(action);
            }
            if (wheel.size() == 0) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, TICK_NANOS);
            }
        }
    }

    private void run(Runnable action) {
        try {
            if (!closed) {
                action.run();
            }
        } catch (RuntimeException bug) {
            LOG.error("A timer of the presence agent failed", bug);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread() != thread) {
            LastCalls.await(thread);
        }
    }
}
