package io.qsa.pa.internal.rules;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.qsa.base.directory.DocumentDirectory;
import io.qsa.base.directory.DocumentDirectory.Changes;
import io.qsa.base.directory.DocumentFormat;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.base.uri.UriIdentity;
import io.qsa.pa.PresenceRules;
import io.qsa.pa.SubHandling;
import io.qsa.presence.xml.XmlCursor;

/**
 * The rules in the documents of one directory. {@link #scan} is confined to one thread, the rest is safe for any. If a
 * document is broken or the directory cannot be read, the rules that were read before stay.
 */
public final class RulesDirectory implements PresenceRules {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final DocumentDirectory<RulesDocument> directory;
    private final Clock clock;
    private final Consumer<String> onChange;
    private volatile Map<String, RuleSet> byPresentity = Map.of();
    private Instant scannedAt;

    /** @param onChange called with the URI of each presentity whose rules have changed */
    public RulesDirectory(Path path, Clock clock, Consumer<String> onChange, Tolerances tolerances) {
        this.directory = new DocumentDirectory<>(
                path,
                "presence rules",
                new DocumentFormat<>(
                        RulesDocument.SUFFIX,
                        XmlCursor.MAX_BYTES,
                        (file, content) -> RulesDocument.read(file, content, tolerances)));
        this.clock = clock;
        this.onChange = onChange;
        this.scannedAt = clock.instant();
    }

    Path path() {
        return directory.path();
    }

    @Override
    public Optional<SubHandling> decide(String presentity, String watcher) {
        return Optional.ofNullable(byPresentity.get(UriIdentity.key(presentity)))
                .map(rules -> rules.decide(watcher, clock.instant()));
    }

    /**
     * Reads the documents that have changed, and reports the presentities whose rules have changed.
     *
     * @return after how long to look again: no later than the next boundary of a validity
     */
    Duration scan() {
        Instant now = clock.instant();
        passBoundaries(now);
        scannedAt = now;
        directory.scan().ifPresent(this::take);
        return pause();
    }

    private void passBoundaries(Instant now) {
        byPresentity.forEach((key, rules) -> {
            if (rules.nextBoundary(scannedAt).filter(next -> !next.isAfter(now)).isPresent()) {
                onChange.accept(UriIdentity.uriOfKey(key));
            }
        });
    }

    private void take(Changes<RulesDocument> changes) {
        Map<String, RuleSet> rules = new HashMap<>();
        List<RulesDocument> documents = changes.documents();
        documents.forEach(document -> rules.putIfAbsent(UriIdentity.key(document.presentity()), document.rules()));
        byPresentity = rules;
        changes.changed().forEach(document -> onChange.accept(document.presentity()));
    }

    /** The next instant at which a decision may change without a change of a document. */
    Optional<Instant> nextBoundary() {
        return byPresentity.values().stream()
                .flatMap(rules -> rules.nextBoundary(scannedAt).stream())
                .min(Comparator.naturalOrder());
    }

    private Duration pause() {
        Duration pause = nextBoundary()
                .map(next -> Duration.between(clock.instant(), next))
                .filter(next -> next.compareTo(LONGEST_PAUSE) < 0)
                .orElse(LONGEST_PAUSE);
        return pause.isNegative() ? Duration.ZERO : pause;
    }
}
