package io.qsa.pa.agent;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.qsa.Document;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.journal.Gate;
import io.qsa.pa.journal.Kind;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;
import io.qsa.spi.timer.Alarm;
import io.qsa.spi.timer.Timers;

/** One presentity: its publications, the document that they make, and its watchers. Guarded by its monitor. */
final class Presentity implements Watched {
    private final String uri;
    private final PresenceAgent agent;
    private final Watchers watchers = new Watchers(this);
    /** The oldest first; few, so that one is looked for, and another list after each change. */
    private List<Published> publications = List.of();

    /** What the publications show; null until several want to see it. */
    private volatile View view;

    private long changes;
    private View politeView;
    /** There only when somebody wants to know, or waits. */
    private Optional<WatcherInformation> information = Optional.empty();

    private boolean retired;

    Presentity(String uri, PresenceAgent agent) {
        this.uri = uri;
        this.agent = agent;
    }

    String uri() {
        return uri;
    }

    Timers timers() {
        return agent.timers();
    }

    @Override
    public Gate lane() {
        return agent.lane();
    }

    @Override
    public SubHandling handlingOf(Watcher watcher) {
        return agent.handlingOf(uri, watcher);
    }

    @Override
    public void leave(Watching watching) {
        agent.leave(this, watching);
    }

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

    synchronized int publications() {
        return publications.size();
    }

    synchronized boolean hasKey(String key) {
        return publications.stream().anyMatch(published -> published.id().key().equals(key));
    }

    /** Puts every publication into the journal. */
    synchronized void keepAll() {
        publications.forEach(published -> keep(published, false));
    }

    private void keep(Published published, boolean fresh) {
        agent.journal().put(Kind.PUBLICATION, published.id().key(), fresh, published::stored);
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

    private void end(Published gone) {
        timers().cancel(gone.lapse().alarm());
        agent.journal().remove(Kind.PUBLICATION, gone.id().key());
    }

    /** Ends all publications; the watchers hear that there is nobody. */
    synchronized void forget() {
        publications.forEach(this::end);
        publications = List.of();
        changes++;
        view = null;
        watchers.onGone();
    }

    int sipWatchers() {
        return watchers.sipWatchers();
    }

    private void onChange() {
        changes++;
        view = null;
        watchers.onChange();
    }

    @Override
    public synchronized long numberFor(SubHandling handling) {
        return handling == SubHandling.POLITE_BLOCK ? 0 : changes;
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
        View newest = known == null ? viewOf(Composition.of(entity(), publications)) : known;
        view = watchers.size() > 1 ? newest : null;
        return newest;
    }

    /** Never changes, and looks like that of somebody who is not there. */
    private synchronized View politeView() {
        if (politeView == null) {
            politeView = viewOf(PresenceInfo.of(uri).withTuple(Tuple.of("status", BasicStatus.CLOSED)));
        }
        return politeView;
    }

    private static View viewOf(PresenceInfo info) {
        return new View(Document.of(PresenceInfo.CONTENT_TYPE, PidfWriter.write(info), info));
    }

    /** The URI of the oldest publication; the one that was asked for if nothing is published. */
    private String entity() {
        return publications.stream().findFirst().map(Published::entity).orElse(uri);
    }

    /** Adds a watcher, who hears nothing yet. */
    synchronized Watching add(Watcher watcher) {
        Watching watching = new Watching(watcher, watchers, timers().time());
        watchers.add(watching);
        return watching;
    }

    /** Lets a watcher go; says whether the decision on it is still wanted. */
    synchronized boolean remove(Watching watching) {
        watchers.remove(watching);
        if (watchers.size() < 2) {
            view = null;
        }
        if (watching.isLeftUndecided()) {
            return true;
        }
        information.ifPresent(present -> present.onLeft(watching));
        return false;
    }

    /** Keeps a watcher in mind that has left undecided. */
    synchronized void keep(Watching watching, Alarm giveUp) {
        information().onLeftUndecided(watching, giveUp);
    }

    synchronized void giveUp(Watching watching) {
        information.ifPresent(present -> present.onGiveUp(watching));
    }

    @Override
    public synchronized void onTold(Watching watching) {
        information.ifPresent(present -> present.onTold(watching));
    }

    /** Adds somebody who wants to know who watches, and hears nothing yet. */
    synchronized Watching addReader(Watcher reader) {
        return information().add(reader);
    }

    /** Lets somebody go who wants to know who watches. */
    void leaveAsReader(Watching reader) {
        removeReader(reader);
        agent.removeIfEmpty(this);
    }

    private synchronized void removeReader(Watching reader) {
        information.ifPresent(present -> present.remove(reader));
    }

    private WatcherInformation information() {
        if (information.isEmpty()) {
            information = Optional.of(new WatcherInformation(this, watchers));
        }
        return information.get();
    }

    /** Watchers are told again where it matters, because who may see what has changed. */
    synchronized void onPolicy() {
        watchers.onChange();
        information.ifPresent(present -> present.onPolicy());
    }

    /** Retires a presentity that holds nothing: who still has it must look for another one. */
    synchronized boolean retireIfEmpty() {
        boolean isUnknown = information.isEmpty() || information.get().isEmpty();
        retired |= publications.isEmpty() && watchers.isEmpty() && isUnknown;
        return retired;
    }

    synchronized boolean isRetired() {
        return retired;
    }

    Stream<WatcherSnapshot> snapshots() {
        Instant now = timers().time();
        return watchers.told()
                .map(watching -> new WatcherSnapshot(uri, watching.watcher().isInternal(), watching.info(now)));
    }

    synchronized PresentityInfo info() {
        PresenceInfo composed = view == null
                ? Composition.of(entity(), publications)
                : view.document().as(PresenceInfo.class).orElseThrow();
        return new PresentityInfo(
                composed,
                publications.stream().map(Published::tag).toList(),
                watchers.internalWatchers(),
                watchers.sipWatchers());
    }
}
