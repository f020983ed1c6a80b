package io.qsa.pa.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Timers whose time passes when a test says so. Safe for any thread. */
public final class VirtualTimers implements Timers {
    private record Alarm(Instant at, long number, Runnable action) {}

    private final Queue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::number));
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private long started;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Timer start(Duration delay, Runnable action) {
        Alarm alarm = new Alarm(now.plus(delay), started++, action);
        alarms.add(alarm);
        return () -> cancel(alarm);
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    /** Lets time pass; what is due on the way runs in order. */
    public void advance(Duration duration) {
        Instant until = now().plus(duration);
        for (Alarm due = nextUntil(until); due != null; due = nextUntil(until)) {
            due.action().run();
        }
    }

    private synchronized Alarm nextUntil(Instant until) {
        Alarm next = alarms.peek();
        boolean due = next != null && !next.at().isAfter(until);
        now = due ? next.at() : until;
        return due ? alarms.poll() : null;
    }

    /** As in a crash; the time goes on, and new alarms can be set. */
    @Override
    public synchronized void close() {
        alarms.clear();
    }

    /** How many alarms are set. */
    public synchronized int size() {
        return alarms.size();
    }
}
