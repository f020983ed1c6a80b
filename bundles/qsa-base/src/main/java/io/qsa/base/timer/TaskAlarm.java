package io.qsa.base.timer;

/** An alarm that runs a task. Immutable but for its place in the wheel. */
final class TaskAlarm extends Alarm {
    private final Runnable task;

    TaskAlarm(Runnable task) {
        this.task = task;
    }

    @Override
    public void ring() {
        task.run();
    }
}
