package io.qsa.broker.internal.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads, each for the keys of one hash; idle ones end. Safe for any thread. */
public final class LaneThreads implements Lanes {
    private static final int IDLE_SECONDS = 10;
    private static final int LAST_PATIENCE_SECONDS = 60;

    private final List<ThreadPoolExecutor> lanes;

    public LaneThreads(int count) {
        lanes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lanes.add(newLane(new NamedThreads("qsa-broker-lane-" + i)));
        }
    }

    @Override
    public void execute(long key, Runnable task) {
        lanes.get(Math.floorMod(key, lanes.size())).execute(task);
    }

    /**
     * Accepts no more tasks, and waits at most this long until the lanes have finished those that they have.
     *
     * @return how many tasks are left; they still run, because a dropped call would leave a dialog behind, unless the task
     *     before them ignores its interruption for another minute
     */
    public int close(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        lanes.forEach(ThreadPoolExecutor::shutdown);
        int left = 0;
        for (ThreadPoolExecutor lane : lanes) {
            if (!lane.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                left += lane.getActiveCount();
                left += runLater(lane);
            }
        }
        return left;
    }

    /** Interrupts the task that hangs in a lane, and runs those behind it when it has ended. */
    private static int runLater(ThreadPoolExecutor lane) {
        List<Runnable> rest = lane.shutdownNow();
        lane.getThreadFactory().newThread(() -> runAfter(lane, rest)).start();
        return rest.size();
    }

    private static void runAfter(ThreadPoolExecutor lane, List<Runnable> rest) {
        try {
            if (lane.awaitTermination(LAST_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                rest.forEach(Runnable::run);
            }
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor newLane(NamedThreads threads) {
        ThreadPoolExecutor lane = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new PatientQueue(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }
}
