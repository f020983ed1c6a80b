package io.qsa.pa.internal.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.internal.journal.RestorationGate;

/**
 * One presentity: its publications, its watchers, and the readers of its watcher information. Guarded by its monitor.
 */
final class Presentity implements WatchedResource {
    private final String uri;
    private final PresenceAgent agent;
    private final Publications publications = new Publications(this);
    private final WatcherList watchers = new WatcherList(this);
    /** Present only while there is a reader, or a watcher that left undecided. */
    private Optional<WatcherInformation> information = Optional.empty();

    private boolean retired;

    /** @param uri its own, which does not depend on the URI of the first request */
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

    Journal journal() {
        return agent.journal();
    }

    /** To be used with the monitor of this presentity. */
    Publications publications() {
        return publications;
    }

    synchronized boolean hasTag(String tag) {
        return publications.hasTag(tag);
    }

    /** Writes every publication to the journal. */
    synchronized void keepAll() {
        publications.keepAll();
    }

    @Override
    public synchronized long numberFor(SubHandling handling) {
        return publications.numberFor(handling);
    }

    @Override
    public View viewFor(SubHandling handling) {
        return publications.viewFor(handling);
    }

    @Override
    public RestorationGate lane() {
        return agent.lane();
    }

    @Override
    public SubHandling handlingOf(PresenceWatcher watcher) {
        return agent.handlingOf(uri, watcher);
    }

    @Override
    public void leave(WatcherEntry watching) {
        agent.leave(this, watching);
    }

    boolean hasSeveralWatchers() {
        return watchers.size() > 1;
    }

    /** The document has changed. */
    void onDocument() {
        watchers.onChange();
    }

    /** It does not exist any more. */
    void onForgotten() {
        watchers.onGone();
    }

    int sipWatchers() {
        return watchers.sipWatchers();
    }

    /** Adds a watcher, which is not notified yet. */
    synchronized WatcherEntry add(PresenceWatcher watcher) {
        WatcherEntry watching = new WatcherEntry(watcher, watchers, timers().time());
        watchers.add(watching);
        return watching;
    }

    /** Removes a watcher; returns whether its authorisation was never decided, so that it is still to be shown as waiting. */
    synchronized boolean remove(WatcherEntry watching) {
        watchers.remove(watching);
        if (!hasSeveralWatchers()) {
            publications.dropView();
        }
        if (watching.isLeftUndecided()) {
            return true;
        }
        information.ifPresent(present -> present.onLeft(watching));
        return false;
    }

    /** Keeps a watcher that left undecided, to be shown as waiting (RFC 3857 section 4.7.1). */
    synchronized void keep(WatcherEntry watching, Alarm giveUp) {
        information().onLeftUndecided(watching, giveUp);
    }

    /** A watcher that has left undecided waits no longer. */
    void onWaited(WatcherEntry watching) {
        agent.onWaited(watching);
    }

    synchronized void giveUp(WatcherEntry watching) {
        information.ifPresent(present -> present.onGiveUp(watching));
    }

    @Override
    public synchronized void onTold(WatcherEntry watching) {
        information.ifPresent(present -> present.onTold(watching));
    }

    /** Adds a reader of watcher information, which is not notified yet. */
    synchronized WatcherEntry addReader(PresenceWatcher reader) {
        return information().add(reader);
    }

    /** Removes a reader of watcher information. */
    void leaveAsReader(WatcherEntry reader) {
        removeReader(reader);
        agent.removeIfEmpty(this);
    }

    private synchronized void removeReader(WatcherEntry reader) {
        information.ifPresent(present -> present.remove(reader));
    }

    private WatcherInformation information() {
        if (information.isEmpty()) {
            information = Optional.of(new WatcherInformation(this, watchers));
        }
        return information.get();
    }

    /** The authorisation may have changed: watchers that may now see something else are notified. */
    synchronized void onPolicy() {
        watchers.onChange();
        information.ifPresent(present -> present.onPolicy());
    }

    /** Retires a presentity that holds nothing; a thread that still has it must look up a new one. */
    synchronized boolean retireIfEmpty() {
        boolean isUnknown = information.isEmpty() || information.get().isEmpty();
        retired |= publications.size() == 0 && watchers.isEmpty() && isUnknown;
        return retired;
    }

    synchronized boolean isRetired() {
        return retired;
    }

    Stream<WatcherSnapshot> snapshots() {
        Instant now = timers().time();
        return watchers.all().flatMap(watching -> watching.info(now).stream()
                .map(info -> new WatcherSnapshot(uri, watching.watcher().isInternal(), info)));
    }

    synchronized PresentityInfo info() {
        return new PresentityInfo(
                publications.shown(), publications.tags(), watchers.internalWatchers(), watchers.sipWatchers());
    }
}
