package io.qsa.pa.internal.agent;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.qsa.Document;
import io.qsa.pa.DocumentTooLargeException;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.journal.Kind;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PidfReader;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/**
 * The lower layer of a {@link Presentity}: its publications, and the document composed from them. Guarded by the monitor of
 * the presentity. Both layers are one object, because there may be a million of them.
 */
abstract sealed class Publications implements WatchedResource permits Presentity {
    /** The number of the view for watchers that may not see the publications. */
    private static final long NEVER_CHANGES = 0;

    /** No character of such a text takes so many bytes, whatever must be escaped, that nobody could read it. */
    private static final int SURELY_READABLE = PidfReader.MAX_BYTES / 8;

    final String uri;
    final PresenceAgent agent;
    /** The oldest first. Immutable, replaced at each change, and searched from the start: there are few. */
    private List<Published> publications = List.of();

    /** The composed document; null unless several watchers share it. */
    private volatile View view;

    private long changes;
    private View politeView;

    Publications(String uri, PresenceAgent agent) {
        this.uri = uri;
        this.agent = agent;
    }

    // What the layer above is and does

    abstract boolean hasSeveralWatchers();

    /** Notifies watchers that the document has changed. */
    abstract void tellChange();

    /** Notifies watchers that the presentity does not exist any more. */
    abstract void tellGone();

    // What happens to the publications

    /**
     * Refuses what would make the document too large that watchers get and others read.
     *
     * @param replaced what it takes the place of
     */
    synchronized void requireRoomFor(PresenceInfo info, Optional<Published> replaced, int largest) {
        long size = PidfWriter.length(info);
        for (Published other : publications) {
            if (replaced.isEmpty() || other != replaced.get()) {
                size += PidfWriter.length(other.info());
            }
        }
        if (size > largest || size > SURELY_READABLE && PidfWriter.write(info).length > PidfReader.MAX_BYTES) {
            throw new DocumentTooLargeException(size, largest);
        }
    }

    /** Adds a publication (RFC 3903 section 6, step 6). */
    synchronized void add(Published published) {
        Published fitted = fittedBeside(publications, published);
        append(fitted);
        keep(fitted, true);
        onChange();
    }

    /** Adds a publication that was read from the store. */
    synchronized void restore(Published published) {
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
    synchronized void replace(Published old, Published published) {
        boolean saysTheSame =
                old.info().equals(published.info()) && old.entity().equals(published.entity());
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
    synchronized void remove(String tag) {
        withTag(tag).ifPresent(gone -> {
            publications = othersThan(gone);
            end(gone);
            onChange();
        });
    }

    /** Ends all publications; the watchers are told that the presentity does not exist any more. */
    synchronized void forget() {
        publications.forEach(this::end);
        publications = List.of();
        countChange();
        tellGone();
    }

    private void end(Published gone) {
        agent.timers().cancel(gone.lapse().alarm());
        agent.journal().remove(Kind.PUBLICATION, gone.id().key());
    }

    private void onChange() {
        countChange();
        tellChange();
    }

    private void countChange() {
        changes++;
        view = null;
    }

    /** Writes every publication to the journal. */
    synchronized void keepAll() {
        publications.forEach(published -> keep(published, false));
    }

    private void keep(Published published, boolean fresh) {
        agent.journal().put(Kind.PUBLICATION, published.id().key(), fresh, published::stored);
    }

    // Which there are

    synchronized int publications() {
        return publications.size();
    }

    synchronized boolean hasKey(String key) {
        return publications.stream().anyMatch(published -> published.id().key().equals(key));
    }

    /** The publication with this tag, which a refresh or a change names. */
    synchronized Published find(String tag) throws UnknownEntityTagException {
        return withTag(tag).orElseThrow(() -> new UnknownEntityTagException(uri, tag));
    }

    synchronized boolean hasTag(String tag) {
        return withTag(tag).isPresent();
    }

    private Optional<Published> withTag(String tag) {
        return publications.stream()
                .filter(published -> published.tag().equals(tag))
                .findFirst();
    }

    synchronized List<String> tags() {
        return publications.stream().map(Published::tag).toList();
    }

    // What they show

    @Override
    public synchronized long numberFor(SubHandling handling) {
        return handling == SubHandling.ALLOW ? changes : NEVER_CHANGES;
    }

    /**
     * The view for watchers of this handling. It is kept while there are several watchers. For a single one it is not, because
     * nothing would use its text until that watcher refreshes.
     */
    @Override
    public View viewFor(SubHandling handling) {
        if (handling == SubHandling.POLITE_BLOCK) {
            return politeView();
        }
        View known = view;
        return known == null ? newView() : known;
    }

    private synchronized View newView() {
        View known = view;
        View newest = known == null ? viewOf(composed(), changes) : known;
        view = hasSeveralWatchers() ? newest : null;
        return newest;
    }

    /** The document for polite-block: it never changes, and says that the user is not available. */
    private synchronized View politeView() {
        if (politeView == null) {
            politeView = viewOf(PresenceInfo.of(uri).withTuple(Tuple.of("status", BasicStatus.CLOSED)), NEVER_CHANGES);
        }
        return politeView;
    }

    private static View viewOf(PresenceInfo info, long number) {
        return new View(Document.of(PresenceInfo.CONTENT_TYPE, PidfWriter.write(info), info), number);
    }

    /** Forgets the view, because at most one watcher is left. */
    synchronized void dropView() {
        view = null;
    }

    /** The document that watchers get, as a model. */
    synchronized PresenceInfo shown() {
        return view == null
                ? composed()
                : view.document().as(PresenceInfo.class).orElseThrow();
    }

    /** Its entity is that of the oldest publication; without publications, the URI with which it was first used. */
    private PresenceInfo composed() {
        String entity = publications.isEmpty() ? uri : publications.get(0).entity();
        return Composition.of(entity, publications);
    }
}
