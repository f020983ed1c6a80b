package io.qsa.base.timer;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Timers on one thread, which sleeps until the next alarm may be due. An alarm fires up to a tick late, and never
 * early. Safe for any thread.
 */
public final class WheelTimers implements Timers {
    /** Milliseconds. */
    private static final long TICK = 10;

    private static final long LONGEST = Long.MAX_VALUE / 2;
    /** For how many milliseconds {@link #close()} waits for an alarm that is running. */
    private static final long PATIENCE = 2000;

    private final Instant startedAt = Instant.now();
    private final long startedAtNanos = System.nanoTime();
    private final Wheel wheel = new Wheel();
    private final BiConsumer<String, Throwable> log;
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;
    /** The tick until which the thread sleeps; 0 while it is awake. */
    private long sleepsUntil;

    private boolean closed;

    /** @param log is called when an alarm fails, for example {@code LOG::error} */
    public WheelTimers(String threadName, BiConsumer<String, Throwable> log) {
        this.log = log;
        thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public Instant time() {
        return startedAt.plusNanos(System.nanoTime() - startedAtNanos);
    }

    /** Milliseconds since the start. */
    private long elapsed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAtNanos);
    }

    @Override
    public synchronized void set(Alarm alarm, long delay) {
        if (closed) {
            return;
        }
        long elapsed = elapsed();
        // One tick more, because the present tick has already begun: never early.
        long due = delay <= 0 ? 0 : (elapsed + Math.min(delay, LONGEST)) / TICK + 1;
        wheel.set(alarm, elapsed / TICK, due);
        if (due < sleepsUntil) {
            sleepsUntil = 0;
            notifyAll();
        }
    }

    @Override
    public synchronized void cancel(Alarm alarm) {
        wheel.cancel(alarm);
    }

    private void run() {
        try {
            for (Alarm due = next(); due != null; due = next()) {
                ring(due);
            }
        } catch (InterruptedException e) {
            log.accept("The timers were interrupted and fire no more alarms", e);
        }
    }

    private void ring(Alarm alarm) {
        try {
            alarm.ring();
        } catch (RuntimeException | Error e) {
            failures.incrementAndGet();
            log.accept("A task of " + thread.getName() + " failed", e);
        } finally {
            // An interrupt that the task left behind must not end the wait for the next alarm.
            Thread.interrupted();
        }
    }

    @Override
    public long failures() {
        return failures.get();
    }

    /** Waits for the next alarm that is due, and returns it; null when the timers are closed. */
    private synchronized Alarm next() throws InterruptedException {
        Alarm due = null;
        while (!closed && due == null) {
            due = wheel.poll(elapsed() / TICK);
            if (due == null) {
                sleep();
            }
        }
        return due;
    }

    private void sleep() throws InterruptedException {
        sleepsUntil = wheel.nextTick();
        long millis = sleepsUntil == Long.MAX_VALUE ? 0 : Math.max(1, sleepsUntil * TICK - elapsed());
        wait(millis);
        sleepsUntil = 0;
    }

    /** Waits for an alarm that is running: after its bundle has stopped, it could no longer load classes. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            IllegalStateException where = new IllegalStateException(thread.getName());
            where.setStackTrace(thread.getStackTrace());
            log.accept("A timer task still runs although its bundle stops", where);
        }
    }
}
