package io.qsa.broker.threads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few threads, each of which serves the keys that fall to it; idle ones end. Safe for any thread. */
public final class LaneThreads implements Lanes {
    private static final int IDLE_SECONDS = 10;

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

    /** Lets the lanes finish what they have, for at most this long; returns how many tasks were abandoned. */
    public int close(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        lanes.forEach(ThreadPoolExecutor::shutdown);
        int abandoned = 0;
        for (ThreadPoolExecutor lane : lanes) {
            if (!lane.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                abandoned += lane.getActiveCount() + lane.shutdownNow().size();
            }
        }
        return abandoned;
    }

    private static ThreadPoolExecutor newLane(NamedThreads threads) {
        ThreadPoolExecutor lane = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
        lane.allowCoreThreadTimeOut(true);
        return lane;
    }
}
