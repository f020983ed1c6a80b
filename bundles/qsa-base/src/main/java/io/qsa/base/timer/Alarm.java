package io.qsa.base.timer;

/**
 * One entry of {@link Timers}, with the code that runs when it is due. A class with many instances that wait should extend
 * it, so that no second object is kept for each. Use an alarm with one {@link Timers} only: that guards its fields.
 */
public abstract class Alarm {
    static final int NOWHERE = -1;

    /** Its slot in the wheel, and its neighbours in the list of that slot. */
    int slot = NOWHERE;

    Alarm previous;
    Alarm next;
    /** How many more full turns of the wheel pass before it is due. */
    int turns;

    /** An alarm that runs a task. */
    public static Alarm of(Runnable task) {
        return new TaskAlarm(task);
    }

    /** Called when the alarm is due, on the thread of the timers, one alarm after the other. Must not block. */
    public abstract void ring();
}
