package io.qsa.pa.agent;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.qsa.Document;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.journal.Gate;
import io.qsa.pa.journal.Journal;
import io.qsa.pa.journal.Kind;
import io.qsa.presence.BasicStatus;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.Tuple;
import io.qsa.spi.timer.Alarm;
import io.qsa.spi.timer.Timers;

/** One presentity: its publications, the document that they make, and its watchers. Guarded by its monitor. */
final class Presentity {
    private final String uri;
    private final Gate lane;
    private final Timers timers;
    private final Function<Watcher, SubHandling> policy;
    private final Watchers watchers;
    private final Journal journal;
    /** By the key that stays with each, the oldest publication first; few, so that a tag is looked for. */
    private final Map<String, Published> publications = new LinkedHashMap<>(2);

    /** What the publications show; null until somebody wants to see it. */
    private volatile View view;

    private long views;
    private View politeView;
    /** There only when somebody wants to know, or waits. */
    private Optional<WatcherInformation> information = Optional.empty();

    private boolean retired;

    Presentity(String uri, Gate lane, Timers timers, Function<Watcher, SubHandling> policy, Journal journal) {
        this.uri = uri;
        this.lane = lane;
        this.timers = timers;
        this.policy = policy;
        this.journal = journal;
        this.watchers = new Watchers(lane, this::viewFor, policy, this::onTold);
    }

    /** Adds a publication (RFC 3903 section 6, step 6). */
    synchronized void add(Published published) {
        Published fitted = fittedBeside(publications.values(), published);
        publications.put(fitted.id().key(), fitted);
        keep(fitted, true);
        onChange();
    }

    /** Adds a publication that comes back from the store. */
    synchronized void restore(Published published) {
        publications.put(published.id().key(), fittedBeside(publications.values(), published));
        onChange();
    }

    synchronized int publications() {
        return publications.size();
    }

    synchronized boolean hasKey(String key) {
        return publications.containsKey(key);
    }

    /** Puts every publication into the journal. */
    synchronized void keepAll() {
        publications.values().forEach(published -> keep(published, false));
    }

    private void keep(Published published, boolean fresh) {
        journal.put(Kind.PUBLICATION, published.id().key(), fresh, published::stored);
    }

    /** The publication with this tag, which a change names as its base. */
    synchronized Published find(String tag) throws UnknownEntityTagException {
        return withTag(tag).orElseThrow(() -> new UnknownEntityTagException(uri, tag));
    }

    private Optional<Published> withTag(String tag) {
        return publications.values().stream()
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
        publications.put(old.id().key(), fitted);
        keep(fitted, false);
        if (!saysTheSame) {
            onChange();
        }
    }

    private List<Published> othersThan(Published one) {
        return publications.values().stream().filter(other -> other != one).toList();
    }

    private static Published fittedBeside(Collection<Published> others, Published published) {
        return published.withInfo(Composition.beside(others, published.info()));
    }

    /** Ends a publication, if the tag is that of one. */
    synchronized void remove(String tag) {
        withTag(tag).ifPresent(gone -> {
            publications.remove(gone.id().key());
            end(gone);
            onChange();
        });
    }

    private void end(Published gone) {
        timers.cancel(gone.lapse().alarm());
        journal.remove(Kind.PUBLICATION, gone.id().key());
    }

    /** Ends all publications; the watchers hear that there is nobody. */
    synchronized void forget() {
        publications.values().forEach(this::end);
        publications.clear();
        view = null;
        watchers.onGone();
    }

    int sipWatchers() {
        return watchers.sipWatchers();
    }

    private void onChange() {
        view = null;
        watchers.onChange();
    }

    /** What watchers get. */
    private View viewFor(SubHandling handling) {
        if (handling == SubHandling.POLITE_BLOCK) {
            return politeView();
        }
        View known = view;
        return known == null ? newView() : known;
    }

    private synchronized View newView() {
        if (view == null) {
            view = viewOf(Composition.of(entity(), publications.values()), ++views);
        }
        return view;
    }

    /** Never changes, and looks like that of somebody who is not there. */
    private synchronized View politeView() {
        if (politeView == null) {
            politeView = viewOf(PresenceInfo.of(uri).withTuple(Tuple.of("status", BasicStatus.CLOSED)), 0);
        }
        return politeView;
    }

    private static View viewOf(PresenceInfo info, long number) {
        return new View(Document.of(PresenceInfo.CONTENT_TYPE, PidfWriter.write(info), info), number);
    }

    /** The URI of the oldest publication; the one that was asked for if nothing is published. */
    private String entity() {
        return publications.values().stream().findFirst().map(Published::entity).orElse(uri);
    }

    /**
     * Adds a watcher.
     *
     * @return those among whom it is to be {@link Watchers#welcome welcome}
     */
    synchronized Watchers add(Watching watching) {
        watchers.add(watching);
        return watchers;
    }

    /** Lets a watcher go; says whether the decision on it is still wanted. */
    synchronized boolean remove(Watching watching) {
        watchers.remove(watching);
        if (watchers.isEmpty()) {
            // Its text would be kept for nobody, as long as the publications.
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

    private synchronized void onTold(Watching watching) {
        information.ifPresent(present -> present.onTold(watching));
    }

    /** Adds somebody who wants to know who watches, among those who are returned. */
    synchronized Watchers addReader(Watching reader) {
        return information().add(reader);
    }

    synchronized void removeReader(Watching reader) {
        information.ifPresent(present -> present.remove(reader));
    }

    private WatcherInformation information() {
        if (information.isEmpty()) {
            information = Optional.of(new WatcherInformation(uri, watchers, lane, timers));
        }
        return information.get();
    }

    /** Watchers are told again where it matters, because who may see what has changed. */
    synchronized void onPolicy() {
        watchers.onChange();
        information.ifPresent(present -> present.onPolicy(policy));
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
        Instant now = timers.time();
        return watchers.told()
                .map(watching -> new WatcherSnapshot(uri, watching.watcher().isInternal(), watching.info(now)));
    }

    synchronized PresentityInfo info() {
        PresenceInfo composed = view == null
                ? Composition.of(entity(), publications.values())
                : view.document().as(PresenceInfo.class).orElseThrow();
        return new PresentityInfo(
                composed,
                publications.values().stream().map(Published::tag).toList(),
                watchers.internalWatchers(),
                watchers.sipWatchers());
    }
}
