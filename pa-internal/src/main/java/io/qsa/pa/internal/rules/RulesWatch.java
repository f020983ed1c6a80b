package io.qsa.pa.internal.rules;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;

import io.qsa.base.directory.DirectoryWatch;
import io.qsa.base.timer.Timers;
import io.qsa.pa.PresenceRules;
import io.qsa.pa.SubHandling;

/** Keeps the rules of a directory up to date. Safe for any thread; nothing blocks, because another thread reads the files. */
public final class RulesWatch implements PresenceRules, AutoCloseable {
    private final RulesDirectory directory;
    private final DirectoryWatch watch;
    private final Executor reader;

    /** @param reader runs one task at a time, which may block; it calls the directory */
    public RulesWatch(RulesDirectory directory, Timers timers, Executor reader) {
        this.directory = directory;
        this.watch = new DirectoryWatch(directory.path(), directory::scan, timers, reader);
        this.reader = reader;
        watch.start();
    }

    public Path path() {
        return directory.path();
    }

    @Override
    public Optional<SubHandling> decide(String presentity, String watcher) {
        return directory.decide(presentity, watcher);
    }

    /** Has the reader end the watch; later decisions use the last rules. */
    @Override
    public void close() {
        reader.execute(watch::close);
    }
}
