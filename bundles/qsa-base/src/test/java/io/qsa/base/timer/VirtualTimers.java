package io.qsa.base.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Timers whose time is advanced by a test. Safe for any thread. */
public final class VirtualTimers implements Timers {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private record Entry(long at, long number, Alarm alarm) {}

    private final TreeSet<Entry> entries =
            new TreeSet<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::number));
    private final Map<Alarm, Entry> byAlarm = new IdentityHashMap<>();
    private long now;
    private long number;

    @Override
    public synchronized long now() {
        return now;
    }

    @Override
    public Instant time() {
        return START.plusMillis(now());
    }

    @Override
    public synchronized void set(Alarm alarm, long delay) {
        cancel(alarm);
        Entry entry = new Entry(now + Math.max(0, delay), number++, alarm);
        entries.add(entry);
        byAlarm.put(alarm, entry);
    }

    @Override
    public synchronized void cancel(Alarm alarm) {
        Entry entry = byAlarm.remove(alarm);
        if (entry != null) {
            entries.remove(entry);
        }
    }

    /** Fires the alarms that are due now. */
    public void settle() {
        advance(0);
    }

    /** Advances the time; alarms that become due fire in order. */
    public void advance(Duration duration) {
        advance(duration.toMillis());
    }

    /** Advances the time by milliseconds; alarms that become due fire in order. */
    public void advance(long millis) {
        long until = now() + millis;
        for (Alarm due = nextUntil(until); due != null; due = nextUntil(until)) {
            due.ring();
        }
    }

    private synchronized Alarm nextUntil(long until) {
        Entry next = entries.isEmpty() ? null : entries.first();
        if (next == null || next.at() > until) {
            now = until;
            return null;
        }
        now = next.at();
        cancel(next.alarm());
        return next.alarm();
    }

    /** As in a crash; the time continues, and new alarms can be set. */
    @Override
    public synchronized void close() {
        entries.clear();
        byAlarm.clear();
    }

    /** How many alarms are set. */
    public synchronized int size() {
        return entries.size();
    }
}
