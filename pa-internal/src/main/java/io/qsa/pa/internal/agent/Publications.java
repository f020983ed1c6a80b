package io.qsa.pa.internal.agent;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.qsa.Document;
import io.qsa.pa.DocumentTooLargeException;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.journal.Kind;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/**
 * The publications of a {@link Presentity}, and the document composed from them. Guarded by the monitor of the presentity,
 * which the caller holds; only {@link #viewFor} takes it itself.
 */
final class Publications {
    /** The number of the view for watchers that may not see the publications. */
    private static final long NEVER_CHANGES = 0;

    /** More bytes than any character takes, whatever must be escaped. */
    private static final int LONGEST_CHARACTER = 8;

    private final Presentity presentity;
    /** The oldest first. Immutable, replaced at each change, and searched from the start: there are few. */
    private List<Published> publications = List.of();

    /** The composed document; null unless several watchers share it. */
    private volatile View view;

    private long changes;
    private View politeView;

    Publications(Presentity presentity) {
        this.presentity = presentity;
    }

    // What happens to the publications

    /**
     * Refuses a publication with which the document for watchers would become too large. It is measured in characters, which
     * are known, and in bytes only where those might be too many.
     *
     * @param replaced the publication that it replaces
     */
    void requireRoomFor(MeasuredInfo added, Optional<Published> replaced, int largest) {
        if (sum(added, replaced, MeasuredInfo::characters) * LONGEST_CHARACTER <= largest) {
            return;
        }
        long bytes = sum(added, replaced, MeasuredInfo::bytes);
        if (bytes > largest) {
            throw new DocumentTooLargeException(bytes, largest);
        }
    }

    private long sum(MeasuredInfo added, Optional<Published> replaced, ToLongFunction<MeasuredInfo> size) {
        long sum = size.applyAsLong(added);
        for (Published other : publications) {
            if (replaced.isEmpty() || other != replaced.get()) {
                sum += size.applyAsLong(other.measured());
            }
        }
        return sum;
    }

    /** Adds a publication (RFC 3903 section 6, step 6). */
    void add(Published published) {
        Published fitted = fittedBeside(publications, published);
        append(fitted);
        keep(fitted, true);
        onChange();
    }

    /** Adds a publication that was read from the store. */
    void restore(Published published) {
        append(fittedBeside(publications, published));
        onChange();
    }

    private void append(Published published) {
        publications =
                Stream.concat(publications.stream(), Stream.of(published)).toList();
    }

    /**
     * Replaces a publication by a newer version with a new tag. If the document is the same, as in a refresh, nothing is
     * composed and no watcher is notified.
     */
    void replace(Published old, Published published) {
        boolean saysTheSame = old.info().equals(published.info());
        Published fitted = saysTheSame ? published : fittedBeside(othersThan(old), published);
        publications =
                publications.stream().map(one -> one == old ? fitted : one).toList();
        keep(fitted, false);
        if (!saysTheSame) {
            onChange();
        }
    }

    private List<Published> othersThan(Published one) {
        return publications.stream().filter(other -> other != one).toList();
    }

    private static Published fittedBeside(Collection<Published> others, Published published) {
        return published.withInfo(Composition.beside(others, published.info()));
    }

    /** Ends the publication with this tag, if there is one. */
    void remove(String tag) {
        withTag(tag).ifPresent(gone -> {
            publications = othersThan(gone);
            end(gone);
            onChange();
        });
    }

    /** Ends all publications; the watchers are notified that the presentity does not exist any more. */
    void forget() {
        publications.forEach(this::end);
        publications = List.of();
        countChange();
        presentity.onForgotten();
    }

    private void end(Published gone) {
        presentity.timers().cancel(gone.lapse().alarm());
        presentity.journal().remove(Kind.PUBLICATION, gone.id().key());
    }

    private void onChange() {
        countChange();
        presentity.onDocument();
    }

    private void countChange() {
        changes++;
        view = null;
    }

    /** Writes every publication to the journal. */
    void keepAll() {
        publications.forEach(published -> keep(published, false));
    }

    private void keep(Published published, boolean fresh) {
        presentity.journal().put(Kind.PUBLICATION, published.id().key(), fresh, published::stored);
    }

    // Which there are

    int size() {
        return publications.size();
    }

    boolean hasKey(String key) {
        return publications.stream().anyMatch(published -> published.id().key().equals(key));
    }

    /** The publication with this tag, which a refresh or a change names. */
    Published find(String tag) throws UnknownEntityTagException {
        return withTag(tag).orElseThrow(() -> new UnknownEntityTagException(presentity.uri(), tag));
    }

    boolean hasTag(String tag) {
        return withTag(tag).isPresent();
    }

    private Optional<Published> withTag(String tag) {
        return publications.stream()
                .filter(published -> published.tag().equals(tag))
                .findFirst();
    }

    List<String> tags() {
        return publications.stream().map(Published::tag).toList();
    }

    // What they show

    long numberFor(SubHandling handling) {
        return handling == SubHandling.ALLOW ? changes : NEVER_CHANGES;
    }

    /**
     * The view for watchers of this handling. It is kept while there are several watchers. For a single one it is not, because
     * nothing would use its text until that watcher refreshes.
     */
    View viewFor(SubHandling handling) {
        View known = handling == SubHandling.POLITE_BLOCK ? null : view;
        if (known != null) {
            return known;
        }
        synchronized (presentity) {
            return handling == SubHandling.POLITE_BLOCK ? politeView() : newView();
        }
    }

    private View newView() {
        View known = view;
        View newest = known == null ? viewOf(composed(), changes) : known;
        view = presentity.hasSeveralWatchers() ? newest : null;
        return newest;
    }

    /** The view for polite-block: always that of nothing published, whatever is. */
    private View politeView() {
        if (politeView == null) {
            politeView = viewOf(nothing(), NEVER_CHANGES);
        }
        return politeView;
    }

    /**
     * What is shown while nothing is published: one closed tuple. There are watchers who do not answer a document without a
     * tuple (libpurple), and who is polite-blocked must not be able to tell (RFC 5025 section 3.2.1).
     */
    private PresenceInfo nothing() {
        return PresenceInfo.of(presentity.uri()).withTuple(Tuple.of("status", BasicStatus.CLOSED));
    }

    private static View viewOf(PresenceInfo info, long number) {
        return new View(Document.of(PresenceInfo.CONTENT_TYPE, PidfWriter.write(info), info), number);
    }

    /** Forgets the view, because at most one watcher is left. */
    void dropView() {
        view = null;
    }

    /** The document that watchers get, as a model. */
    PresenceInfo shown() {
        return view == null
                ? composed()
                : view.document().as(PresenceInfo.class).orElseThrow();
    }

    private PresenceInfo composed() {
        return publications.isEmpty() ? nothing() : Composition.of(presentity.uri(), publications);
    }
}
