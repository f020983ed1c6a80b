package io.qsa.itests.benchmark.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One thread that exchanges SIP messages with the measured process, as fast as possible. The thread owns all its state;
 * other threads give it tasks, and read its counters. It measures its own cost.
 */
public abstract class LoadPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long SWEEP_NANOS = 500_000_000;

    protected final Wire wire;
    protected final SipBytes message = new SipBytes();
    protected final SipWriter out = new SipWriter();
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed;
    private volatile Throwable failure;

    /** A task for the thread. */
    protected interface Task {
        void run() throws IOException;
    }

    protected LoadPeer(String name, Wire wire) {
        this.wire = wire;
        thread = new Thread(this::loop, name);
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    protected final void start() {
        thread.start();
    }

    private void loop() {
        long nextSweep = System.nanoTime() + SWEEP_NANOS;
        try {
            while (!closed) {
                for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                wire.poll(this::receive, isEager() ? 0 : 1);
                proceed();
                if (System.nanoTime() > nextSweep) {
                    sweep();
                    nextSweep = System.nanoTime() + SWEEP_NANOS;
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private void receive(byte[] bytes, int offset, int length) throws IOException {
        message.look(bytes, offset, length);
        onMessage();
    }

    /** Handles {@link #message}. */
    protected abstract void onMessage() throws IOException;

    /** Sends what may be sent now. */
    protected abstract void proceed() throws IOException;

    /** Retransmits lost messages. */
    protected abstract void sweep() throws IOException;

    /** Whether {@link #proceed} has something to do without anything coming in. */
    protected boolean isEager() {
        return false;
    }

    /** Gives the thread something to do. */
    protected final void execute(Task task) {
        tasks.add(task);
        wire.wakeup();
    }

    /** Waits until something is so; a peer that has failed, or waits too long, is the end of the run. */
    public final void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (failure != null) {
                throw new IllegalStateException("the load failed while it waited until " + what, failure);
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited in vain until " + what + ": " + this);
            }
            LockSupport.parkNanos(200_000);
        }
    }

    /** The CPU time that the peer has used. */
    public final Duration cpu() {
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()));
    }

    @Override
    public final void close() {
        closed = true;
        wire.wakeup();
        try {
            thread.join();
            wire.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
