package io.qsa.pa.internal.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.base.tolerance.Tolerances;
import io.qsa.pa.LimitReachedException;
import io.qsa.pa.PresencePublisher;
import io.qsa.pa.PresenceRules;
import io.qsa.pa.Publication;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.internal.journal.RestorationGate;
import io.qsa.pa.store.StoredPublication;
import io.qsa.presence.PresenceInfo;

/**
 * Holds the status of all presentities (RFC 3856 section 5, RFC 3903 section 6) and notifies their watchers. Safe for any
 * thread: each presentity has its own monitor, and no lock covers more than one.
 */
public final class PresenceAgent implements PresencePublisher {
    private final Presentities presentities = new Presentities(entity -> new Presentity(entity, this));
    private final WaitingWatchers waiting = new WaitingWatchers();
    private final RestorationGate lane;
    private final Timers timers;
    private final Supplier<String> tags;
    private final Journal journal;
    private final Tolerances tolerances = new Tolerances(() -> settings().isStrict(), List.of(PaTolerance.values()));
    private volatile PaSettings settings;
    private volatile PresenceRules rules = (presentity, watcher) -> Optional.empty();
    private volatile boolean closed;

    /**
     * @param executor runs the notification of watchers, once the store has been read
     * @param tags supplies entity tags that never repeat
     */
    public PresenceAgent(
            Executor executor, Timers timers, Supplier<String> tags, PaSettings settings, Journal journal) {
        this.lane = new RestorationGate(executor);
        this.timers = timers;
        this.tags = tags;
        this.settings = settings;
        this.journal = journal;
        journal.attach(new PublicationHolder(this, lane, presentities.all()));
    }

    @Override
    public Publication publish(String entity, PresenceInfo info, Duration expiry) {
        Duration granted = granted(expiry);
        Limits limits = settings.limits();
        if (!hasRoomFor(entity)) {
            throw new LimitReachedException("max_presentities", limits.presentities());
        }
        MeasuredInfo measured = new MeasuredInfo(info);
        return at(entity, presentity -> {
            if (presentity.publications().size() >= limits.publications()) {
                throw new LimitReachedException("max_publications_per_presentity", limits.publications());
            }
            presentity.publications().requireRoomFor(measured, Optional.empty(), limits.documentSize());
            Published.Id id = Published.Id.first(timers.time(), tags.get());
            presentity.publications().add(newPublished(id, presentity, measured, granted));
            return new Publication(entity, id.tag(), granted);
        });
    }

    /** A publication that has expired when it is made: no watcher sees it. */
    public Publication publishForNoTime(String entity) {
        return new Publication(entity, tags.get(), Duration.ZERO);
    }

    /** Whether there is a publication of an entity with this tag. */
    public boolean isPublished(String entity, String entityTag) {
        return presentities
                .find(entity)
                .filter(presentity -> presentity.hasTag(entityTag))
                .isPresent();
    }

    @Override
    public Publication refresh(String entity, String entityTag, Duration expiry) throws UnknownEntityTagException {
        return replace(entity, entityTag, granted(expiry), (presentity, old) -> old.measured());
    }

    @Override
    public Publication modify(String entity, String entityTag, PresenceInfo info, Duration expiry)
            throws UnknownEntityTagException {
        int largest = settings.limits().documentSize();
        MeasuredInfo measured = new MeasuredInfo(info);
        return replace(entity, entityTag, granted(expiry), (presentity, old) -> {
            presentity.publications().requireRoomFor(measured, Optional.of(old), largest);
            return measured;
        });
    }

    private Publication replace(String entity, String entityTag, Duration granted, NewInfo newInfo)
            throws UnknownEntityTagException {
        return at(entity, presentity -> {
            Published old = presentity.publications().find(entityTag);
            MeasuredInfo measured = newInfo.basedOn(presentity, old);
            timers.cancel(old.lapse().alarm());
            Published published = newPublished(old.id().next(tags.get()), presentity, measured, granted);
            presentity.publications().replace(old, published);
            return new Publication(entity, published.tag(), granted);
        });
    }

    /** The document of a publication that replaces another one. */
    private interface NewInfo {
        MeasuredInfo basedOn(Presentity presentity, Published old);
    }

    @Override
    public void remove(String entity, String entityTag) throws UnknownEntityTagException {
        at(entity, presentity -> {
            presentity
                    .publications()
                    .remove(presentity.publications().find(entityTag).tag());
            return null;
        });
    }

    private Duration granted(Duration expiry) {
        if (expiry.isNegative() || expiry.isZero()) {
            throw new IllegalArgumentException("expiry is not positive: " + expiry);
        }
        return settings.expiries().ofPublication(expiry);
    }

    /** To be called with the monitor of the presentity, so that it cannot expire before it has been added. */
    private Published newPublished(Published.Id id, Presentity presentity, MeasuredInfo measured, Duration left) {
        String entity = presentity.uri();
        Alarm alarm = timers.schedule(left, () -> onLapse(entity, id.tag()));
        return new Published(
                id, entity, measured, new Published.Lapse(timers.time().plus(left), alarm));
    }

    /** Restores a publication from the store, unless it is there already. */
    void restore(StoredPublication stored, PresenceInfo info, Duration left) {
        presentities.at(stored.entity(), presentity -> {
            if (!presentity.publications().hasKey(stored.key())) {
                Published.Id id = new Published.Id(stored.key(), stored.entityTag());
                presentity.publications().restore(newPublished(id, presentity, new MeasuredInfo(info), left));
            }
            return null;
        });
    }

    private void onLapse(String entity, String tag) {
        presentities.at(entity, presentity -> {
            presentity.publications().remove(tag);
            return null;
        });
    }

    /** Adds a watcher and notifies it until the {@link WatcherEntry} is closed; the first time from inside this call, if possible. */
    public WatcherEntry watch(String entity, PresenceWatcher watcher) {
        return join(entity, watcher).begin();
    }

    /** Adds a watcher, to be notified from {@link WatcherEntry#begin} until {@link WatcherEntry#close()}. */
    public WatcherEntry join(String entity, PresenceWatcher watcher) {
        return at(entity, presentity -> presentity.add(watcher));
    }

    /** The same for a reader of watcher information (RFC 3857), which is notified of the watchers of the presentity. */
    public WatcherEntry joinReaders(String entity, PresenceWatcher reader) {
        return at(entity, presentity -> presentity.addReader(reader));
    }

    void leave(Presentity presentity, WatcherEntry watching) {
        List<WaitingWatchers.Waiting> excess = List.of();
        // One step, or the presentity could be retired in between, and the waiting watcher with it.
        PaSettings now = settings;
        synchronized (presentity) {
            if (presentity.remove(watching) && now.notifiesWatcherInformation() && !closed) {
                String entity = presentity.uri();
                excess = waiting.add(entity, watching, now.limits());
                presentity.keep(watching, timers.schedule(now.pendingTimeout(), () -> giveUp(entity, watching)));
            }
        }
        excess.forEach(gone -> giveUp(gone.entity(), gone.watching()));
        removeIfEmpty(presentity);
    }

    private void giveUp(String entity, WatcherEntry watching) {
        presentities.at(entity, presentity -> {
            presentity.giveUp(watching);
            return null;
        });
    }

    /** A waiting watcher was dropped: its subscription had ended without a decision. */
    void onWaited(WatcherEntry watching) {
        waiting.remove(watching);
    }

    void removeIfEmpty(Presentity presentity) {
        presentities.removeIfEmpty(presentity);
    }

    private <T, E extends Exception> T at(String entity, Presentities.Action<T, E> action) throws E {
        if (closed) {
            throw new IllegalStateException("the presence agent has stopped");
        }
        return presentities.at(entity, action);
    }

    /** How many presentities are published or watched. */
    public int size() {
        return presentities.size();
    }

    /** Whether an entity is known, or there is room for one more. */
    public boolean hasRoomFor(String entity) {
        // Entities with waiting watchers only do not count: users that do not exist must not use up the room.
        return presentities.hasRoomFor(entity, settings.limits().presentities() + waiting.entities());
    }

    /** Ends all publications of an entity; its watchers are notified that it does not exist any more. */
    public void forget(String entity) {
        at(entity, presentity -> {
            presentity.publications().forget();
            return null;
        });
    }

    /** How many SIP watchers an entity has. */
    public int sipWatchers(String entity) {
        return presentities.find(entity).map(Presentity::sipWatchers).orElse(0);
    }

    /** What a watcher may see now. */
    public SubHandling handlingOf(String entity, PresenceWatcher watcher) {
        PaSettings now = settings;
        if (now.trusts(watcher)) {
            return SubHandling.ALLOW;
        }
        return switch (now.auth()) {
            case NONE -> SubHandling.ALLOW;
            case IMPLICIT -> SubHandling.CONFIRM;
            case RULES -> rules.decide(entity, watcher.uri()).orElse(SubHandling.CONFIRM);
        };
    }

    /** Sets the rules that decide with {@code auth=rules}, and applies them to all watchers. */
    public void authoriseBy(PresenceRules newRules) {
        rules = newRules;
        onRules();
    }

    /** The rules of an entity have changed: watchers that may now see something else are notified. */
    public void onRules(String entity) {
        presentities.find(entity).ifPresent(Presentity::onPolicy);
    }

    /** The rules of any entity may have changed. */
    public void onRules() {
        presentities.all().forEach(Presentity::onPolicy);
    }

    /** Applies new settings, also to present watchers. */
    public void apply(PaSettings newSettings) {
        boolean samePolicy = newSettings.showsTheSameAs(settings);
        settings = newSettings;
        journal.apply(newSettings.store());
        if (!samePolicy) {
            onRules();
        }
    }

    public PaSettings settings() {
        return settings;
    }

    /** The rule violations that are accepted now, with their counters. */
    public Tolerances tolerances() {
        return tolerances;
    }

    /** Runs the notification of watchers. */
    RestorationGate lane() {
        return lane;
    }

    /** The clock and the alarms of expiries. */
    Timers timers() {
        return timers;
    }

    /** Writes changes to the store, if there is one. */
    public Journal journal() {
        return journal;
    }

    /** Every presentity that is published or watched, in no order. */
    public List<PresentityInfo> presentities() {
        return presentities.all().stream().map(Presentity::info).toList();
    }

    /** Every watcher that was notified of its authorisation, in no order. */
    public List<WatcherSnapshot> watchers() {
        return presentities.all().stream().flatMap(Presentity::snapshots).toList();
    }

    /** Ends the service: further calls are refused, and no publication expires. */
    public void close() {
        closed = true;
    }
}
