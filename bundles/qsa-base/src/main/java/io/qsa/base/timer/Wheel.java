package io.qsa.base.timer;

/**
 * A timer wheel: setting, cancelling and firing an alarm takes constant time. Guarded by the monitor of its owner; time
 * comes in as ticks.
 *
 * <p>It has one level. A slot is one tick, and has a circular list of the alarms that are due at that tick or any
 * number of whole turns later; each tick visits all of them. With a million alarms that is about a hundred at each
 * tick, while a hierarchy of wheels would from time to time move a hundred thousand at once.
 */
final class Wheel {
    private static final int SLOTS = 8192;
    /** One more slot after the others, for alarms that are due and have not rung yet. */
    private static final int DUE = SLOTS;

    /** For each slot the alarm that was set first; null if the slot is empty. */
    private final Alarm[] first = new Alarm[SLOTS + 1];
    /** The last tick whose slot was visited. */
    private long tick;

    private int size;

    /** Sets an alarm, or changes its time. */
    void set(Alarm alarm, long now, long due) {
        cancel(alarm);
        if (size == 0) {
            tick = now;
        }
        if (due > tick) {
            alarm.turns = (int) Math.min((due - tick - 1) / SLOTS, Integer.MAX_VALUE);
            link(alarm, slotOf(due));
        } else {
            link(alarm, DUE);
        }
    }

    /** Removes an alarm, if it is set. */
    void cancel(Alarm alarm) {
        if (alarm.slot != Alarm.NOWHERE) {
            unlink(alarm);
        }
    }

    /** Advances to the tick {@code now}, and removes and returns the first alarm that is due; null if there is none. */
    Alarm poll(long now) {
        while (first[DUE] == null && tick < now) {
            tick = size == 0 ? now : tick + 1;
            turnTo(slotOf(tick));
        }
        Alarm due = first[DUE];
        if (due != null) {
            unlink(due);
        }
        return due;
    }

    private void turnTo(int slot) {
        Alarm alarm = first[slot];
        Alarm last = alarm == null ? null : alarm.previous;
        while (alarm != null) {
            Alarm following = alarm == last ? null : alarm.next;
            if (alarm.turns == 0) {
                unlink(alarm);
                link(alarm, DUE);
            } else {
                alarm.turns--;
            }
            alarm = following;
        }
    }

    /** The next tick at which an alarm may be due, if none is now; {@link Long#MAX_VALUE} if none is set. */
    long nextTick() {
        for (long next = tick + 1; size > 0 && next <= tick + SLOTS; next++) {
            if (first[slotOf(next)] != null) {
                return next;
            }
        }
        return Long.MAX_VALUE;
    }

    /** How many alarms are set. */
    int size() {
        return size;
    }

    private static int slotOf(long tick) {
        return (int) (tick & SLOTS - 1);
    }

    private void link(Alarm alarm, int slot) {
        Alarm head = first[slot];
        if (head == null) {
            first[slot] = alarm;
            alarm.previous = alarm;
            alarm.next = alarm;
        } else {
            alarm.previous = head.previous;
            alarm.next = head;
            head.previous.next = alarm;
            head.previous = alarm;
        }
        alarm.slot = slot;
        size++;
    }

    private void unlink(Alarm alarm) {
        if (alarm.next == alarm) {
            first[alarm.slot] = null;
        } else {
            alarm.previous.next = alarm.next;
            alarm.next.previous = alarm.previous;
            if (first[alarm.slot] == alarm) {
                first[alarm.slot] = alarm.next;
            }
        }
        alarm.previous = null;
        alarm.next = null;
        alarm.slot = Alarm.NOWHERE;
        size--;
    }
}
