package io.qsa.sip.jain;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.sip.timer.Timers;
import io.qsa.sip.transport.Flow;

/**
 * Connects and writes on threads of its own, since both may block: one peer after another's message, different peers in
 * parallel. A write that takes too long costs the connection. Safe for any thread.
 */
final class TcpWriters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpWriters.class);
    private static final int MAX_THREADS = 16;
    private static final int MAX_WAITING = 10_000;
    private static final long WRITE_TIMEOUT_MILLIS = 10_000;

    private final Map<Flow, Lane> lanes = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;
    private final Timers timers;
    private final Consumer<Flow> cut;

    /** @param cut ends a connection from below while another thread writes to it */
    TcpWriters(ThreadFactory factory, Timers timers, Consumer<Flow> cut) {
        this.threads = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        this.threads.allowCoreThreadTimeOut(true);
        this.timers = timers;
        this.cut = cut;
    }

    /** Runs a write when those before it to the same peer are done. */
    void submit(Flow flow, Write write, Consumer<IOException> onFailure) {
        boolean accepted = false;
        try {
            accepted = offer(flow, new Job(write, onFailure));
        } catch (RejectedExecutionException e) {
            lanes.remove(flow);
        }
        if (!accepted) {
            onFailure.accept(new IOException("cannot write to " + flow + ": closed or too much is waiting"));
        }
    }

    private boolean offer(Flow flow, Job job) {
        boolean[] result = new boolean[2];
        lanes.compute(flow, (key, present) -> {
            Lane lane = present == null ? new Lane() : present;
            result[0] = lane.jobs.size() < MAX_WAITING && lane.jobs.add(job);
            result[1] = present == null;
            return lane;
        });
        if (result[1]) {
            threads.execute(() -> run(flow));
        }
        return result[0];
    }

    private void run(Flow flow) {
        for (Job job = next(flow); job != null; job = next(flow)) {
            Timers.Timer watch = timers.schedule(WRITE_TIMEOUT_MILLIS, () -> cut.accept(flow));
            try {
                job.write.run();
            } catch (IOException e) {
                job.onFailure.accept(e);
            } catch (RuntimeException | Error e) {
                // What waits behind it must not wait for ever.
                LOG.error("A write to {} failed", flow, e);
                job.onFailure.accept(new IOException("the write failed", e));
            } finally {
                watch.cancel();
            }
        }
    }

    /** The next job of the lane; a lane without one goes. */
    private Job next(Flow flow) {
        Job[] next = new Job[1];
        lanes.computeIfPresent(flow, (key, lane) -> {
            next[0] = lane.jobs.poll();
            return next[0] == null ? null : lane;
        });
        return next[0];
    }

    /** Ends the threads; what waits is not written and nobody hears of it. */
    @Override
    public void close() {
        threads.shutdownNow();
        lanes.clear();
    }

    /** Blocks while it writes. */
    interface Write {
        void run() throws IOException;
    }

    /** Guarded by its place in the map. */
    private static final class Lane {
        private final Queue<Job> jobs = new ArrayDeque<>();
    }

    private static final class Job {
        private final Write write;
        private final Consumer<IOException> onFailure;

        Job(Write write, Consumer<IOException> onFailure) {
            this.write = write;
            this.onFailure = onFailure;
        }
    }
}
