package io.qsa.sip.jain.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The thread group of the RI: a thread that it starts is in the group of the thread that called it, so that at the stop all of
 * them are found. Safe for any thread.
 *
 * <p>The group also has threads of other owners, which a message handler has started, such as the workers of a pool. These are
 * left alone.
 */
final class RiThreads implements ThreadFactory, AutoCloseable {
    private static final String OURS = RiThreads.class.getPackageName() + ".";
    private static final long CLOSE_MILLIS = 2000;
    private static final long POLL_MILLIS = 20;

    private final ThreadGroup group = new ThreadGroup("io.qsa.sip");
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(group, task, "io.qsa.sip-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** The result of a call that is made in the group. */
    <T> T call(Supplier<T> task) {
        try {
            return callIo(task::get);
        } catch (IOException e) {
            throw new IllegalStateException("a supplier throws none", e);
        }
    }

    /** The result of a call that is made in the group. */
    <T> T callIo(Call<T> task) throws IOException {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread thread = newThread(() -> {
            try {
                result.set(task.call());
            } catch (Throwable e) {
                // Also an Error, such as that of a class that cannot be loaded any more: the caller must not go on.
                failure.set(e);
            }
        });
        thread.start();
        join(thread);
        if (failure.get() != null) {
            throw thrown(failure.get());
        }
        return result.get();
    }

    /** Throws an unchecked failure; returns a checked one. */
    private static IOException thrown(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return (IOException) failure;
    }

    private static void join(Thread thread) throws IOException {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Waits until no thread of the RI is left; those that start meanwhile are waited for too. */
    @Override
    public void close() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        try {
            for (Thread thread = anyOther(); thread != null && System.nanoTime() < deadline; thread = anyOther()) {
                thread.interrupt();
                thread.join(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread anyOther() {
        Thread[] alive = new Thread[group.activeCount() + 16];
        int number = group.enumerate(alive);
        for (int i = 0; i < number; i++) {
            if (alive[i] != Thread.currentThread() && isOfTheRi(alive[i])) {
                return alive[i];
            }
        }
        return null;
    }

    /** Whether the code that it runs, at the bottom of its stack, is of the RI or of this package. */
    private static boolean isOfTheRi(Thread thread) {
        StackTraceElement[] frames = thread.getStackTrace();
        return Arrays.stream(frames)
                .skip(Math.max(0, frames.length - 2))
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.startsWith("gov.nist.") || name.startsWith(OURS));
    }

    interface Call<T> {
        T call() throws IOException;
    }
}
