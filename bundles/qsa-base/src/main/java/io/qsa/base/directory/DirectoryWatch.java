package io.qsa.base.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;

/**
 * Scans a directory periodically, and at once when the system reports a change. If the file system does not report
 * changes, or a limit is reached, changes are only found later. Safe for any thread.
 */
public final class DirectoryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWatch.class);
    /** A document is written in several steps; all changes with less than this between them are one. */
    private static final Duration SETTLING = Duration.ofMillis(50);
    /** How long to wait after a look that failed in a way in which none should. */
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(5);

    private final Path directory;
    private final Supplier<Duration> look;
    private final Timers timers;
    private final Executor executor;
    private final SystemEvents events;
    private final Alarm next = Alarm.of(this::submit);
    private final Alarm settled = Alarm.of(this::submit);
    private String lastBug = "";
    private volatile boolean closed;

    /** Creates watch services; tests have one that fails. */
    @FunctionalInterface
    interface WatchServices {
        WatchService open(Path directory) throws IOException;
    }

    /**
     * A watch that begins with {@link #start}.
     *
     * @param look called for each scan; returns the delay of the next one if no change is reported. It may block
     * @param executor runs one scan at a time
     */
    public DirectoryWatch(Path directory, Supplier<Duration> look, Timers timers, Executor executor) {
        this(directory, look, timers, executor, path -> path.getFileSystem().newWatchService());
    }

    DirectoryWatch(
            Path directory, Supplier<Duration> look, Timers timers, Executor executor, WatchServices watchServices) {
        this.directory = directory;
        this.look = look;
        this.timers = timers;
        this.executor = executor;
        this.events = new SystemEvents(directory, watchServices, this::onEvent);
    }

    /** Submits the first look. Returns at once. */
    public void start() {
        submit();
    }

    private void submit() {
        executor.execute(this::lookNow);
    }

    private void onEvent() {
        timers.set(settled, SETTLING);
    }

    private void lookNow() {
        if (closed) {
            return;
        }
        timers.cancel(settled);
        // Before the look, so that no change is missed.
        events.register();
        Duration pause = AFTER_A_BUG;
        try {
            pause = look.get();
            lastBug = "";
        } catch (RuntimeException | Error e) {
            onBug(e);
        } finally {
            timers.set(next, pause);
            if (closed) {
                timers.cancel(next);
            }
        }
    }

    private void onBug(Throwable bug) {
        if (!bug.toString().equals(lastBug)) {
            LOG.error("{} was not read completely, what was read before stays", directory, bug);
        }
        lastBug = bug.toString();
    }

    /**
     * Stops the scans; one that is running finishes. Waits for a moment for the thread that receives events of the
     * system.
     */
    @Override
    public void close() {
        closed = true;
        timers.cancel(next);
        timers.cancel(settled);
        events.close();
        timers.cancel(settled);
    }
}
