package io.qsa.base.timer;

/**
 * What rings when its time has come, see {@link Timers}. Who waits is best an alarm himself: then nothing else is kept
 * for it, which counts where a million wait. An alarm is set at the same timers always, which guard its place.
 */
public abstract class Alarm {
    static final int NOWHERE = -1;

    /** Where it is in the wheel, and between whom. */
    int slot = NOWHERE;

    Alarm previous;
    Alarm next;
    /** How many turns of the wheel are still to go before the one in which it rings. */
    int turns;

    /** An alarm that runs a task. */
    public static Alarm of(Runnable task) {
        return new TaskAlarm(task);
    }

    /** Its time has come. Runs on the thread of the timers, one alarm after the other; must not block. */
    public abstract void ring();
}
