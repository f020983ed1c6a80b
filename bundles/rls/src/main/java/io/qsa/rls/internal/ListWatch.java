package io.qsa.rls.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

import io.qsa.base.directory.DirectoryWatch;
import io.qsa.base.timer.Timers;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.rls.internal.documents.ListDirectory;

/** Watches the directory of lists that the settings name. Confined to the worker. */
final class ListWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ListSources sources;
    private final Tolerances tolerances;
    private final Runnable onLists;
    private final Timers timers;
    private final Executor worker;
    private Optional<Watched> watched = Optional.empty();

    /** The directory for one pair of settings. Immutable but for the lists that it has read. */
    private record Watched(Path path, int deepest, ListDirectory directory, DirectoryWatch watch) {
        boolean is(Path other, int otherDeepest) {
            return path.equals(other) && deepest == otherDeepest;
        }
    }

    /**
     * @param onLists called when lists have changed
     * @param worker runs one task at a time, which may block
     */
    ListWatch(ListSources sources, Tolerances tolerances, Runnable onLists, Timers timers, Executor worker) {
        this.sources = sources;
        this.tolerances = tolerances;
        this.onLists = onLists;
        this.timers = timers;
        this.worker = worker;
    }

    /** Reads the directory, if it is another one, and watches it instead of the one before. Blocks for the reading. */
    void apply(RlsSettings settings) {
        Optional<Watched> before = watched;
        watched = settings.directory().map(path -> before.filter(known -> known.is(path, settings.deepest()))
                .orElseGet(() -> watched(path, settings.deepest())));
        if (watched.equals(before)) {
            return;
        }
        before.ifPresent(old -> old.watch().close());
        // The lists of the old directory count until those of the new one are read.
        watched.ifPresent(now -> now.directory().scan());
        sources.use(watched.map(Watched::directory));
        onLists.run();
        watched.ifPresent(now -> now.watch().start());
    }

    private Watched watched(Path path, int deepest) {
        ListDirectory directory = new ListDirectory(path, deepest, tolerances);
        return new Watched(path, deepest, directory, new DirectoryWatch(path, () -> look(directory), timers, worker));
    }

    private Duration look(ListDirectory directory) {
        if (directory.scan()) {
            onLists.run();
        }
        return PAUSE;
    }

    @Override
    public void close() {
        watched.ifPresent(now -> now.watch().close());
    }
}
