package io.qsa.base.directory;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.text.LogText;

/**
 * Receives events of the file system about changes in a directory, if it supports them. Guarded by its monitor; its
 * thread ends with {@link #close}.
 */
final class SystemEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemEvents.class);
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final Path directory;
    private final DirectoryWatch.WatchServices watchServices;
    private final Runnable onEvent;
    private WatchService service;
    private WatchKey key;
    private Thread thread;
    private boolean failing;
    private boolean closed;

    SystemEvents(Path directory, DirectoryWatch.WatchServices watchServices, Runnable onEvent) {
        this.directory = directory;
        this.watchServices = watchServices;
        this.onEvent = onEvent;
    }

    /** Registers the directory, again before each scan, because the path may be another directory by now. */
    synchronized void register() {
        if (closed) {
            return;
        }
        try {
            open();
            WatchKey before = key;
            key = directory.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            if (before != null && before != key) {
                before.cancel();
            }
            failing = false;
        } catch (IOException | RuntimeException e) {
            onFailure(e);
        }
    }

    private void open() throws IOException {
        if (service == null) {
            service = watchServices.open(directory);
            WatchService opened = service;
            thread = new Thread(() -> listen(opened), "qsa-directory-events");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The scans continue without events, and each one tries to register again. */
    private void onFailure(Exception failure) {
        if (key != null) {
            key.cancel();
            key = null;
        }
        if (!failing) {
            LOG.info(
                    "Changes in {} are not reported by the system and are found a few seconds later: {}",
                    directory,
                    LogText.of(failure.toString()));
        }
        failing = true;
    }

    private void listen(WatchService opened) {
        try {
            while (true) {
                WatchKey changed = opened.take();
                changed.pollEvents();
                changed.reset();
                onEvent.run();
            }
        } catch (InterruptedException | ClosedWatchServiceException end) {
            LOG.debug("{} is not watched any more", directory);
        }
    }

    @Override
    public void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            last = thread;
            closeService();
        }
        if (last != null && last != Thread.currentThread()) {
            try {
                last.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void closeService() {
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("The watch service of {} did not close", directory, e);
            }
        }
    }
}
