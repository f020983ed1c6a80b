package io.qsa.pa.internal.rules;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.uri.EntityUri;
import io.qsa.pa.PresenceRules;
import io.qsa.pa.SubHandling;
import io.qsa.presence.xml.XmlException;

/**
 * The rules in the documents of one directory. {@link #scan} is confined to one thread, the rest is safe for any. If a
 * document is broken or the directory cannot be read, the rules that were read before stay.
 */
final class RulesDirectory implements PresenceRules {
    private static final Logger LOG = LoggerFactory.getLogger(RulesDirectory.class);

    private final Path directory;
    private final Clock clock;
    private final Consumer<String> onChange;
    private final Map<String, RuleSet> byPresentity = new ConcurrentHashMap<>();

    /** The files as they were when they were read. */
    private Map<Path, RuleFile> files = Map.of();

    private Instant scannedAt;
    private boolean unreadable;

    /** @param onChange called with the URI of each presentity whose rules have changed */
    RulesDirectory(Path directory, Clock clock, Consumer<String> onChange) {
        this.directory = directory;
        this.clock = clock;
        this.onChange = onChange;
        this.scannedAt = clock.instant();
    }

    Path path() {
        return directory;
    }

    @Override
    public Optional<SubHandling> decide(String presentity, String watcher) {
        return Optional.ofNullable(byPresentity.get(EntityUri.key(presentity)))
                .map(rules -> rules.decide(watcher, clock.instant()));
    }

    /** Reads the documents that have changed, and reports the presentities whose rules have changed. */
    void scan() {
        Instant now = clock.instant();
        passBoundaries(now);
        scannedAt = now;
        try {
            read(list());
            unreadable = false;
        } catch (IOException e) {
            if (!unreadable) {
                LOG.error(
                        "The presence rules in {} cannot be read, those that were go on: {}", directory, e.toString());
            }
            unreadable = true;
        }
    }

    private void passBoundaries(Instant now) {
        byPresentity.forEach((key, rules) -> {
            if (rules.nextBoundary(scannedAt).filter(next -> !next.isAfter(now)).isPresent()) {
                onChange.accept(key.startsWith("tel:") ? key : "sip:" + key);
            }
        });
    }

    /** The next instant at which a decision may change without a change of a document. */
    Optional<Instant> nextBoundary() {
        return byPresentity.values().stream()
                .flatMap(rules -> rules.nextBoundary(scannedAt).stream())
                .min(Comparator.naturalOrder());
    }

    private Map<Path, RuleFile> list() throws IOException {
        Map<Path, RuleFile> found = new TreeMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                look(path).ifPresent(file -> found.put(path, file));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static Optional<RuleFile> look(Path path) throws IOException {
        try {
            return RuleFile.of(path);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    private void read(Map<Path, RuleFile> found) {
        Map<Path, RuleFile> before = files;
        files = found;
        before.forEach((path, file) -> {
            if (!found.containsKey(path)) {
                forget(file);
            }
        });
        found.forEach((path, file) -> {
            if (!file.equals(before.get(path))) {
                read(file);
            }
        });
    }

    private void read(RuleFile file) {
        try {
            String presentity = file.presentity();
            RuleSet rules = file.read();
            byPresentity.put(EntityUri.key(presentity), rules);
            if (!rules.unknownConditions().isEmpty()) {
                LOG.warn(
                        "Rules of {} never apply, for a condition is not known: {}",
                        file.path(),
                        rules.unknownConditions());
            }
            if (!rules.idsOfNobody().isEmpty()) {
                LOG.warn(
                        "Identities in {} are of nobody who can watch here, and are passed over: {}",
                        file.path(),
                        rules.idsOfNobody());
            }
            onChange.accept(presentity);
        } catch (ClosedByInterruptException end) {
            LOG.debug("{} is not read any more", file.path());
        } catch (IOException | XmlException | IllegalArgumentException e) {
            LOG.error("The presence rules {} are not taken, those that were go on: {}", file.path(), e.getMessage());
        }
    }

    private void forget(RuleFile file) {
        try {
            String presentity = file.presentity();
            if (byPresentity.remove(EntityUri.key(presentity)) != null) {
                onChange.accept(presentity);
            }
        } catch (IllegalArgumentException misnamed) {
            LOG.debug("{} has gone, which was never taken", file.path());
        }
    }
}
