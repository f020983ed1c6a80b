package io.qsa.pa.internal.rules;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.qsa.base.directory.DirectoryWatch;
import io.qsa.base.timer.Timers;
import io.qsa.pa.PresenceRules;
import io.qsa.pa.SubHandling;

/** Keeps the rules of a directory up to date. Safe for any thread; nothing blocks, because another thread reads the files. */
public final class RulesWatch implements PresenceRules, AutoCloseable {
    private final RulesDirectory directory;
    private final DirectoryWatch watch;
    private final Executor reader;

    /**
     * @param onChange called with the URI of each presentity whose rules have changed, by the reader
     * @param reader runs one task at a time, which may block
     */
    public RulesWatch(Path path, Clock clock, Consumer<String> onChange, Timers timers, Executor reader) {
        this.directory = new RulesDirectory(path, clock, onChange);
        this.watch = new DirectoryWatch(path, directory::scan, timers, reader);
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
