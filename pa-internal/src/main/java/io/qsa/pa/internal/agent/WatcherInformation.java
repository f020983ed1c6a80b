package io.qsa.pa.internal.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.qsa.Document;
import io.qsa.base.timer.Alarm;
import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.journal.RestorationGate;
import io.qsa.presence.winfo.Watcher.Status;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.presence.winfo.WatcherInfoWriter;

/**
 * The watcher information of a presentity (RFC 3857). Guarded by its monitor.
 *
 * <p>The present watchers are read from {@link WatcherList}. Kept here are the watchers that left undecided and, for the next
 * document, those that have ended since the last one.
 */
final class WatcherInformation implements WatchedResource {
    /** A bound, so that unknown watchers cannot exhaust the memory; the one that left first is dropped first. */
    private static final int MOST_WAITING = 100;

    private final Presentity presentity;
    private final WatcherList watchers;
    private final WatcherList readers = new WatcherList(this);
    /** The watchers that left undecided, by URI: one that subscribes again is removed. */
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private final List<io.qsa.presence.winfo.Watcher> ended = new ArrayList<>();
    /** Null until it is needed. */
    private View view;

    private long changes;

    private record Waiting(WatcherEntry watching, Alarm giveUp) {}

    WatcherInformation(Presentity presentity, WatcherList watchers) {
        this.presentity = presentity;
        this.watchers = watchers;
    }

    @Override
    public RestorationGate lane() {
        return presentity.lane();
    }

    @Override
    public SubHandling handlingOf(PresenceWatcher reader) {
        return SubHandling.ALLOW;
    }

    @Override
    public void leave(WatcherEntry reader) {
        presentity.leaveAsReader(reader);
    }

    /** Adds a reader, which is not notified yet. */
    WatcherEntry add(PresenceWatcher reader) {
        WatcherEntry reading = new WatcherEntry(reader, readers, time());
        readers.add(reading);
        return reading;
    }

    private Instant time() {
        return presentity.timers().time();
    }

    void remove(WatcherEntry reader) {
        readers.remove(reader);
    }

    synchronized boolean isEmpty() {
        return readers.isEmpty() && waiting.isEmpty();
    }

    /** A watcher is new, or its handling has changed. */
    @Override
    public synchronized void onTold(WatcherEntry watching) {
        endWaiting(watching.watcher().uri(), "giveup");
        onChange();
    }

    /** A watcher has ended. */
    synchronized void onLeft(WatcherEntry watching) {
        if (!readers.isEmpty()) {
            ended.add(watching.info(Status.TERMINATED, time()));
        }
        onChange();
    }

    /** A watcher ended before it was authorised or rejected; it is shown as waiting until {@code giveUp} fires. */
    synchronized void onLeftUndecided(WatcherEntry watching, Alarm giveUp) {
        String watcher = watching.watcher().uri();
        endWaiting(watcher, "giveup");
        if (waiting.size() == MOST_WAITING) {
            endWaiting(waiting.keySet().iterator().next(), "giveup");
        }
        waiting.put(watcher, new Waiting(watching, giveUp));
        onChange();
    }

    /** A watcher that left undecided has been waiting for too long. */
    synchronized void onGiveUp(WatcherEntry watching) {
        Waiting present = waiting.get(watching.watcher().uri());
        if (present != null && present.watching() == watching) {
            endWaiting(watching.watcher().uri(), "giveup");
            onChange();
        }
    }

    /** Ends the waiting of those watchers that are authorised or rejected by now. */
    synchronized void onPolicy() {
        for (Waiting one : List.copyOf(waiting.values())) {
            PresenceWatcher watcher = one.watching().watcher();
            SubHandling handling = presentity.handlingOf(watcher);
            if (handling != SubHandling.CONFIRM) {
                endWaiting(watcher.uri(), handling == SubHandling.BLOCK ? "rejected" : "approved");
                onChange();
            }
        }
    }

    private void endWaiting(String watcher, String event) {
        Waiting gone = waiting.remove(watcher);
        if (gone != null) {
            presentity.timers().cancel(gone.giveUp());
            presentity.onWaited(gone.watching());
            gone.watching().end(event);
            if (!readers.isEmpty()) {
                ended.add(gone.watching().info(Status.TERMINATED, time()));
            }
        }
    }

    private void onChange() {
        changes++;
        view = null;
        readers.onChange();
    }

    @Override
    public synchronized long numberFor(SubHandling handling) {
        return changes;
    }

    /** All watchers, those that wait, and those that have ended since the last document. */
    @Override
    public synchronized View viewFor(SubHandling handling) {
        if (view == null) {
            Instant now = time();
            List<io.qsa.presence.winfo.Watcher> all = new ArrayList<>(ended);
            ended.clear();
            watchers.all().forEach(watching -> watching.info(now).ifPresent(all::add));
            waiting.values().forEach(one -> all.add(one.watching().info(Status.WAITING, now)));
            WatcherInfo info = WatcherInfo.full(presentity.uri(), 0, all);
            view = new View(Document.of(WatcherInfo.CONTENT_TYPE, WatcherInfoWriter.write(info), info), changes);
        }
        return view;
    }
}
