package io.qsa.pa.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.timer.Timers;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoredRecord;

/**
 * Brings what changes in memory to the store, many changes in one commit, and tells when it is there. Safe for any
 * thread; only its writer ever waits for the store.
 *
 * <p>While a commit runs, the changes that come in gather for the next one. When the store fails or takes too long,
 * nobody waits for it any more, the changes gather, and it is tried again until it has them all. Without a store there
 * is nothing to wait for, and nothing gathers.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int LARGEST_COMMIT = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Timers timers;
    private final Executor writer;
    private final Restoration restoration = new Restoration();
    private final Changes changes = new Changes();
    private final Acknowledgements acknowledgements;
    private final Health health = new Health();

    private Optional<PresenceStore> store = Optional.empty();
    private boolean scheduled;
    private boolean pausing;
    private Duration pause = FIRST_PAUSE;
    private Duration lastCommit = Duration.ZERO;
    private boolean tookAll;
    private volatile StoreSettings settings;

    /**
     * @param writer where the store is called; it runs one task at a time
     * @param acknowledger where those hear who wait for a commit
     */
    public Journal(Timers timers, Executor writer, Executor acknowledger, StoreSettings settings) {
        this.timers = timers;
        this.writer = writer;
        this.settings = settings;
        this.acknowledgements =
                new Acknowledgements(timers, acknowledger, () -> this.settings.timeout(), this::onTooSlow);
    }

    public void apply(StoreSettings newSettings) {
        settings = newSettings;
    }

    /** Adds somebody who holds records; it hears when it has got back what the store holds. */
    public void attach(Holder holder) {
        restoration.attach(holder);
        limitWait();
        requestRun();
    }

    public void detach(Holder holder) {
        restoration.detach(holder);
    }

    /** Who is attached waits for the store if there is one by now. */
    public void start() {
        restoration.start();
        limitWait();
    }

    private void limitWait() {
        if (restoration.isExpected()) {
            timers.schedule(settings.startTimeout(), () -> {
                if (restoration.giveUp()) {
                    fallBehind("what it holds is not read yet. " + lastFailure());
                }
            });
        }
    }

    public void onStore(PresenceStore newStore) {
        synchronized (this) {
            store = Optional.of(newStore);
            pausing = false;
            restoration.expect();
        }
        requestRun();
    }

    public void onStoreGone(PresenceStore goneStore) {
        synchronized (this) {
            if (store.filter(goneStore::equals).isEmpty()) {
                return;
            }
            store = Optional.empty();
        }
        fallBehind("it is gone");
    }

    /** @param fresh whether this is the first word about the record */
    public void put(Kind kind, String key, boolean fresh, Supplier<? extends StoredRecord> record) {
        if (restoration.isExpected()) {
            synchronized (this) {
                changes.put(kind, key, fresh, record);
            }
            requestRun();
        }
    }

    /** The record is over. */
    public void remove(Kind kind, String key) {
        if (restoration.isExpected()) {
            synchronized (this) {
                changes.remove(kind, key);
            }
            requestRun();
        }
    }

    /** Whether there is a newer word about a record than that of the store. */
    public synchronized boolean isPending(Kind kind, String key) {
        return changes.contains(kind, key);
    }

    /** Runs a task when everything that was put until now is stored, or at once where that is not to be waited for. */
    public void whenStored(Runnable task) {
        if (!waits(task)) {
            task.run();
        }
    }

    private synchronized boolean waits(Runnable task) {
        boolean waits = changes.size() > 0 && store.isPresent() && !health.isBehind() && settings.waitsForCommit();
        if (waits) {
            acknowledgements.add(task);
        }
        return waits;
    }

    private void onTooSlow() {
        fallBehind("a commit takes longer than " + settings.timeout().toSeconds() + " s");
    }

    private void fallBehind(String why) {
        synchronized (this) {
            health.fallBehind(why, timers.time());
        }
        acknowledgements.releaseAll();
    }

    private synchronized String lastFailure() {
        return health.lastFailure();
    }

    private void requestRun() {
        synchronized (this) {
            if (scheduled || pausing || store.isEmpty()) {
                return;
            }
            scheduled = true;
        }
        writer.execute(this::run);
    }

    private void run() {
        Optional<PresenceStore> present = beginRun();
        try {
            if (present.isPresent()) {
                restoration.read(present.get());
                writeAll(present.get());
                onAllWritten();
            }
        } catch (StoreException e) {
            onFailure(e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("The store failed in a way in which no store should", e);
            onFailure(e.toString());
        }
    }

    private synchronized Optional<PresenceStore> beginRun() {
        scheduled = false;
        return store;
    }

    private void writeAll(PresenceStore present) throws StoreException {
        for (List<Change> next = next(); !next.isEmpty(); next = next()) {
            Instant begun = timers.time();
            Commit.of(next, present, this::onRefused);
            onWritten(next.size(), Duration.between(begun, timers.time()));
        }
    }

    /** What came in during the last commit may be acknowledged, but is not stored before the next one. */
    private void recover() {
        if (health.isRecovering()) {
            health.catchUp(timers.time());
        } else {
            health.recover();
        }
    }

    private synchronized void onAllWritten() {
        if (changes.size() > 0) {
            return;
        }
        if (isQuick()) {
            health.catchUp(timers.time());
        } else {
            timers.schedule(settings.timeout(), this::onQuiet);
        }
    }

    /** Nothing has followed a slow commit that took everything: there is nothing that the store could be behind with. */
    private synchronized void onQuiet() {
        if (changes.size() == 0 && store.isPresent()) {
            health.catchUp(timers.time());
        }
    }

    /** A store that is slow does not keep up, though it may have everything for the moment. */
    private boolean isQuick() {
        return lastCommit.compareTo(settings.timeout()) < 0;
    }

    private synchronized List<Change> next() {
        List<Change> next = changes.next(LARGEST_COMMIT);
        tookAll = changes.isNoneWaiting();
        if (tookAll) {
            acknowledgements.onWriting();
        }
        if (next.isEmpty()) {
            acknowledgements.onWritten();
        }
        return next;
    }

    private synchronized void onRefused(Change change, String why) {
        health.onRefused(change, why);
    }

    private void onWritten(int written, Duration time) {
        synchronized (this) {
            changes.onWritten();
            health.onWritten(written);
            lastCommit = time;
            pause = FIRST_PAUSE;
            if (tookAll && isQuick()) {
                recover();
            }
        }
        acknowledgements.onWritten();
    }

    private void onFailure(String why) {
        synchronized (this) {
            health.onFailure(why);
            // A start waits a while, because what the store itself needs may start, too.
            if (!restoration.isWaitedFor()) {
                health.fallBehind(why, timers.time());
            }
            pausing = true;
            timers.schedule(pause, this::onPauseOver);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
        acknowledgements.releaseAll();
    }

    private void onPauseOver() {
        synchronized (this) {
            pausing = false;
        }
        requestRun();
    }

    public synchronized StoreInfo info() {
        return health.info(store.isPresent(), changes.size());
    }

    /** Says what is lost, after the writer has had its time. */
    public synchronized void close() {
        if (changes.size() > 0) {
            LOG.warn("{} changes are not in the store, and are lost", changes.size());
        }
    }
}
