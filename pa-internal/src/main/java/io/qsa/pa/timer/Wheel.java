package io.qsa.pa.timer;

import java.util.ArrayList;
import java.util.List;

/**
 * A hierarchical timer wheel: to set, cancel and ring an alarm costs the same, however many there are. Guarded by its
 * monitor; time comes in as ticks.
 *
 * <p>A slot of the lowest level is one tick, one of the next level a whole turn of the level below. When a turn is over,
 * the alarms of the next slot above move down.
 */
final class Wheel {
    private static final int BITS = 8;
    private static final int SLOTS = 1 << BITS;
    private static final int LEVELS = 5;
    private static final long LONGEST = (1L << BITS * LEVELS) - 1;

    /** By level and slot; each is the head of a ring of alarms, and none itself. */
    private final Alarm[][] heads = new Alarm[LEVELS][SLOTS];

    private long now;
    private int size;

    Wheel(long now) {
        this.now = now;
        for (Alarm[] level : heads) {
            for (int slot = 0; slot < SLOTS; slot++) {
                level[slot] = new Alarm(0, () -> {});
            }
        }
    }

    /** Sets an alarm; one that is due already rings at the next tick. */
    synchronized Alarm start(long due, Runnable action) {
        Alarm alarm = new Alarm(Math.min(Math.max(due, now + 1), now + LONGEST), action);
        place(alarm);
        size++;
        return alarm;
    }

    private void place(Alarm alarm) {
        int level = 0;
        // The level is that of the highest digit in which the tick differs from now.
        while (level < LEVELS - 1 && alarm.due >>> BITS * (level + 1) != now >>> BITS * (level + 1)) {
            level++;
        }
        heads[level][digit(alarm.due, level)].insert(alarm);
    }

    private static int digit(long tick, int level) {
        return (int) (tick >>> BITS * level) & (SLOTS - 1);
    }

    /** Ends an alarm that has not rung. */
    synchronized void cancel(Alarm alarm) {
        if (alarm.isSet()) {
            alarm.remove();
            size--;
        }
    }

    /** Lets time pass until a tick. */
    synchronized List<Runnable> advance(long until) {
        List<Runnable> due = new ArrayList<>();
        while (now < until) {
            now = size == 0 ? until : now + 1;
            for (int level = LEVELS - 1; level >= 0; level--) {
                if (now % (1L << BITS * level) == 0) {
                    empty(heads[level][digit(now, level)], due);
                }
            }
        }
        return due;
    }

    private void empty(Alarm head, List<Runnable> due) {
        while (head.next != head) {
            Alarm alarm = head.next;
            alarm.remove();
            if (alarm.due <= now) {
                due.add(alarm.action);
                size--;
            } else {
                place(alarm);
            }
        }
    }

    synchronized int size() {
        return size;
    }

    /** One alarm in its ring. Guarded by the monitor of its wheel. */
    static final class Alarm {
        private final long due;
        private final Runnable action;
        private Alarm next = this;
        private Alarm previous = this;

        private Alarm(long due, Runnable action) {
            this.due = due;
            this.action = action;
        }

        private boolean isSet() {
            return next != this;
        }

        private void insert(Alarm alarm) {
            alarm.next = this;
            alarm.previous = previous;
            previous.next = alarm;
            previous = alarm;
        }

        private void remove() {
            next.previous = previous;
            previous.next = next;
            next = this;
            previous = this;
        }
    }
}
