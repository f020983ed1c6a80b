package io.qsa.pa.internal.agent;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.pa.LimitReachedException;
import io.qsa.pa.PresencePublisher;
import io.qsa.pa.PresenceRules;
import io.qsa.pa.Publication;
import io.qsa.pa.SubHandling;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.journal.Gate;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.store.StoredPublication;
import io.qsa.presence.PresenceInfo;

/**
 * Holds the status of all presentities (RFC 3856 section 5, RFC 3903 section 6) and tells their watchers. Safe for any
 * thread: each presentity has its own monitor, and nothing is locked beyond one.
 */
public final class PresenceAgent implements PresencePublisher {
    private final Presentities presentities = new Presentities(entity -> new Presentity(entity, this));
    private final Gate lane;
    private final Timers timers;
    private final Supplier<String> tags;
    private final Journal journal;
    private volatile PaSettings settings;
    private volatile PresenceRules rules = (presentity, watcher) -> Optional.empty();
    private volatile boolean closed;

    /**
     * @param executor where watchers are told of a change, as soon as what was stored is there
     * @param tags gives entity tags that never repeat
     */
    public PresenceAgent(
            Executor executor, Timers timers, Supplier<String> tags, PaSettings settings, Journal journal) {
        this.lane = new Gate(executor);
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
        return at(entity, presentity -> {
            if (presentity.publications() >= limits.publications()) {
                throw new LimitReachedException("max_publications_per_presentity", limits.publications());
            }
            Published.Id id = Published.Id.first(timers.time(), tags.get());
            presentity.add(newPublished(id, entity, info, granted));
            return new Publication(entity, id.tag(), granted);
        });
    }

    @Override
    public Publication refresh(String entity, String entityTag, Duration expiry) throws UnknownEntityTagException {
        return replace(entity, entityTag, granted(expiry), Published::info);
    }

    @Override
    public Publication modify(String entity, String entityTag, PresenceInfo info, Duration expiry)
            throws UnknownEntityTagException {
        return replace(entity, entityTag, granted(expiry), old -> info);
    }

    private Publication replace(String entity, String entityTag, Duration granted, NewInfo newInfo)
            throws UnknownEntityTagException {
        return at(entity, presentity -> {
            Published old = presentity.find(entityTag);
            timers.cancel(old.lapse().alarm());
            Published published = newPublished(old.id().next(tags.get()), entity, newInfo.basedOn(old), granted);
            presentity.replace(old, published);
            return new Publication(entity, published.tag(), granted);
        });
    }

    /** The document of a publication that is to take the place of another one. */
    private interface NewInfo {
        PresenceInfo basedOn(Published old);
    }

    @Override
    public void remove(String entity, String entityTag) throws UnknownEntityTagException {
        at(entity, presentity -> {
            presentity.remove(presentity.find(entityTag).tag());
            return null;
        });
    }

    private Duration granted(Duration expiry) {
        if (expiry.isNegative() || expiry.isZero()) {
            throw new IllegalArgumentException("expiry is not positive: " + expiry);
        }
        return settings.expiries().ofPublication(expiry);
    }

    /** To be called with the monitor of the presentity, so that a lapse cannot come before the publication. */
    private Published newPublished(Published.Id id, String entity, PresenceInfo info, Duration left) {
        Alarm alarm = timers.schedule(left, () -> onLapse(entity, id.tag()));
        return new Published(id, entity, info, new Published.Lapse(timers.time().plus(left), alarm));
    }

    /** Brings a publication back as it was, unless it is there. */
    void restore(StoredPublication stored, PresenceInfo info, Duration left) {
        presentities.at(stored.entity(), presentity -> {
            if (!presentity.hasKey(stored.key())) {
                Published.Id id = new Published.Id(stored.key(), stored.entityTag());
                presentity.restore(newPublished(id, stored.entity(), info, left));
            }
            return null;
        });
    }

    private void onLapse(String entity, String tag) {
        presentities.at(entity, presentity -> {
            presentity.remove(tag);
            return null;
        });
    }

    /** Lets a watcher hear of a presentity until the watching is closed; it hears first from this call, if it can. */
    public Watching watch(String entity, Watcher watcher) {
        return join(entity, watcher).begin();
    }

    /** Lets a watcher hear of a presentity, from the {@link Watching#begin beginning} of the watching to its end. */
    public Watching join(String entity, Watcher watcher) {
        return at(entity, presentity -> presentity.add(watcher));
    }

    /** Lets somebody hear who watches a presentity (RFC 3857), in the same way. */
    public Watching joinReaders(String entity, Watcher reader) {
        return at(entity, presentity -> presentity.addReader(reader));
    }

    void leave(Presentity presentity, Watching watching) {
        boolean isWanted = presentity.remove(watching);
        PaSettings now = settings;
        if (isWanted && now.notifiesWatcherInformation() && !closed) {
            String entity = presentity.uri();
            presentity.keep(watching, timers.schedule(now.pendingTimeout(), () -> giveUp(entity, watching)));
        }
        removeIfEmpty(presentity);
    }

    private void giveUp(String entity, Watching watching) {
        presentities.at(entity, presentity -> {
            presentity.giveUp(watching);
            return null;
        });
    }

    void removeIfEmpty(Presentity presentity) {
        presentities.removeIfEmpty(presentity.uri(), presentity);
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

    /** Whether an entity is known or may become so. */
    public boolean hasRoomFor(String entity) {
        return presentities.hasRoomFor(entity, settings.limits().presentities());
    }

    /** Ends all publications of an entity; who watches it hears that there is nobody. */
    public void forget(String entity) {
        at(entity, presentity -> {
            presentity.forget();
            return null;
        });
    }

    /** How many SIP watchers an entity has. */
    public int sipWatchers(String entity) {
        return presentities.find(entity).map(Presentity::sipWatchers).orElse(0);
    }

    /** What a watcher may see now. */
    public SubHandling handlingOf(String entity, Watcher watcher) {
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

    /** From now on these rules are asked, if the settings say so. */
    public void authoriseBy(PresenceRules newRules) {
        rules = newRules;
        onRules();
    }

    /** The rules of an entity have changed: who watches it is told what that changes. */
    public void onRules(String entity) {
        presentities.find(entity).ifPresent(Presentity::onPolicy);
    }

    /** The rules of anybody may have changed. */
    public void onRules() {
        presentities.all().forEach(Presentity::onPolicy);
    }

    /** From now on these settings count, also for who watches already. */
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

    /** Where watchers are told of a change. */
    Gate lane() {
        return lane;
    }

    /** The clock that expiries go by. */
    Timers timers() {
        return timers;
    }

    /** What brings changes to the store, if there is one. */
    public Journal journal() {
        return journal;
    }

    /** Every presentity that is published or watched, in no order. */
    public List<PresentityInfo> presentities() {
        return presentities.all().stream().map(Presentity::info).toList();
    }

    /** Everybody who watches and knows how he is treated, in no order. */
    public List<WatcherSnapshot> watchers() {
        return presentities.all().stream().flatMap(Presentity::snapshots).toList();
    }

    /** Ends the service: no call is taken, no publication lapses. */
    public void close() {
        closed = true;
    }
}
