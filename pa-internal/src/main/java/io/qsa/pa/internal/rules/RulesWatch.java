package io.qsa.pa.internal.rules;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.pa.PresenceRules;
import io.qsa.pa.SubHandling;

/**
 * Keeps the rules of a directory up to date, on a thread of its own: at once when the system reports a change, and
 * every few seconds, because not every file system reports changes. Safe for any thread.
 */
public final class RulesWatch implements PresenceRules, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RulesWatch.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** A document is written in several steps; all changes within this time are one. */
    private static final long SETTLING_MILLIS = 50;

    private final RulesDirectory directory;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean closed;

    /** @param onChange called with the URI of each presentity whose rules have changed, on the thread of the watch */
    public RulesWatch(Path path, Clock clock, Consumer<String> onChange) {
        this.directory = new RulesDirectory(path, clock, onChange);
        this.clock = clock;
        this.thread = new Thread(this::run, "qsa-pa-rules");
        thread.setDaemon(true);
        thread.start();
    }

    public Path path() {
        return directory.path();
    }

    @Override
    public Optional<SubHandling> decide(String presentity, String watcher) {
        return directory.decide(presentity, watcher);
    }

    private void run() {
        try (WatchService changes = path().getFileSystem().newWatchService()) {
            while (!closed) {
                WatchKey key = register(changes);
                directory.scan();
                await(changes);
                if (key != null) {
                    key.cancel();
                }
            }
        } catch (IOException e) {
            LOG.error("The presence rules in {} are not watched", path(), e);
        } catch (InterruptedException | ClosedWatchServiceException ended) {
            LOG.debug("{} is watched no more", path());
        }
    }

    /** Called before the directory is read, so that no change is missed; each time, because the path may be a new directory. */
    private WatchKey register(WatchService changes) {
        try {
            return path().register(
                            changes,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException absent) {
            return null;
        }
    }

    private void await(WatchService changes) throws InterruptedException {
        WatchKey key = changes.poll(pause().toMillis() + 1, TimeUnit.MILLISECONDS);
        while (key != null && !closed) {
            key.pollEvents();
            key.reset();
            key = changes.poll(SETTLING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private Duration pause() {
        Duration pause = directory
                .nextBoundary()
                .map(next -> Duration.between(clock.instant(), next))
                .filter(next -> next.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    /** Ends the thread; later decisions use the last rules. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
