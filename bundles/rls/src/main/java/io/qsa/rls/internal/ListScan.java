package io.qsa.rls.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.rls.internal.documents.ListDirectory;

/** Scans the directory of lists, which the settings may have changed. Confined to the worker. */
final class ListScan implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ListScan.class);

    private final Supplier<RlsSettings> settings;
    private final ListSources sources;
    private final Runnable onLists;
    private Optional<Scanned> scanned = Optional.empty();
    private boolean failing;

    /** The directory for one pair of settings. Immutable but for the lists that it has read. */
    private record Scanned(Path path, int deepest, ListDirectory directory) {
        static Scanned of(Path path, int deepest) {
            return new Scanned(path, deepest, new ListDirectory(path, deepest));
        }

        boolean is(Path other, int otherDeepest) {
            return path.equals(other) && deepest == otherDeepest;
        }
    }

    /** @param onLists called when lists have changed */
    ListScan(Supplier<RlsSettings> settings, ListSources sources, Runnable onLists) {
        this.settings = settings;
        this.sources = sources;
        this.onLists = onLists;
    }

    /** Throws nothing, because an exception would end the repeated scans. */
    @Override
    public void run() {
        try {
            scan(settings.get());
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error("The directory of lists is not read, the lists that were go on", e);
            }
            failing = true;
        }
    }

    private void scan(RlsSettings now) {
        Optional<Scanned> before = scanned;
        scanned = now.directory().map(path -> before.filter(known -> known.is(path, now.deepest()))
                .orElseGet(() -> Scanned.of(path, now.deepest())));
        boolean changed = scanned.map(known -> known.directory().scan()).orElse(false);
        sources.use(scanned.map(Scanned::directory));
        if (changed || !scanned.equals(before)) {
            onLists.run();
        }
    }
}
