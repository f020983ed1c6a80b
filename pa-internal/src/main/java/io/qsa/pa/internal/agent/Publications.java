package io.qsa.pa.internal.agent;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.qsa.Document;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.journal.Kind;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;

/**
 * The lower layer of a {@link Presentity}: its publications, and the document that they make. Guarded by the monitor of the
 * presentity. The layers are one object, since there may be a million of it.
 */
abstract sealed class Publications implements Watched permits Presentity {
    /** The number of what is seen by those who may not see the publications. */
    private static final long NEVER_CHANGES = 0;

    final String uri;
    final PresenceAgent agent;
    /** The oldest first; few, so that one is looked for, and another list after each change. */
    private List<Published> publications = List.of();

    /** What the publications show; null until several want to see it. */
    private volatile View view;

    private long changes;
    private View politeView;

    Publications(String uri, PresenceAgent agent) {
        this.uri = uri;
        this.agent = agent;
    }

    // What the layer above is and does

    abstract boolean hasSeveralWatchers();

    /** Tells that something else is seen from now on. */
    abstract void tellChange();

    /** Tells that there is nobody any more. */
    abstract void tellGone();

    // What happens to the publications

    /** Adds a publication (RFC 3903 section 6, step 6). */
    synchronized void add(Published published) {
        Published fitted = fittedBeside(publications, published);
        append(fitted);
        keep(fitted, true);
        onChange();
    }

    /** Adds a publication that comes back from the store. */
    synchronized void restore(Published published) {
        append(fittedBeside(publications, published));
        onChange();
    }

    private void append(Published published) {
        publications =
                Stream.concat(publications.stream(), Stream.of(published)).toList();
    }

    /**
     * Puts a publication in the place of the one that it is based on, under its new tag. One that says the same, as a
     * refresh does, costs no composition.
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

    /** Ends a publication, if the tag is that of one. */
    synchronized void remove(String tag) {
        withTag(tag).ifPresent(gone -> {
            publications = othersThan(gone);
            end(gone);
            onChange();
        });
    }

    /** Ends all publications; the watchers hear that there is nobody. */
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

    /** Puts every publication into the journal. */
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

    /** The publication with this tag, which a change names as its base. */
    synchronized Published find(String tag) throws UnknownEntityTagException {
        return withTag(tag).orElseThrow(() -> new UnknownEntityTagException(uri, tag));
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
     * What watchers get. It is kept for the next one as long as there are several: the text of what only one watches would
     * be kept for nobody, until he refreshes.
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

    /** Never changes, and looks like that of somebody who is not there. */
    private synchronized View politeView() {
        if (politeView == null) {
            politeView = viewOf(PresenceInfo.of(uri).withTuple(Tuple.of("status", BasicStatus.CLOSED)), NEVER_CHANGES);
        }
        return politeView;
    }

    private static View viewOf(PresenceInfo info, long number) {
        return new View(Document.of(PresenceInfo.CONTENT_TYPE, PidfWriter.write(info), info), number);
    }

    /** Keeps no text for the one watcher who is left. */
    synchronized void dropView() {
        view = null;
    }

    /** What watchers get, without the text. */
    synchronized PresenceInfo shown() {
        return view == null
                ? composed()
                : view.document().as(PresenceInfo.class).orElseThrow();
    }

    /** Its URI is that of the oldest publication; the one that was asked for if nothing is published. */
    private PresenceInfo composed() {
        String entity = publications.isEmpty() ? uri : publications.get(0).entity();
        return Composition.of(entity, publications);
    }
}
