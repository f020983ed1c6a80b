package io.qsa.pa.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.text.LogText;
import io.qsa.base.timer.Timers;
import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoredRecord;

/**
 * Writes changes to the store, many in one commit, and runs acknowledgements when they are stored. Safe for any thread; only
 * the thread of its writer waits for the store.
 *
 * <p>Changes during a commit are collected for the next one. When the store fails or takes too long, acknowledgements do not
 * wait for it any more, changes are collected, and writing is tried again until the store has them all. Without a store,
 * nothing waits and nothing is collected.
 */
public final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    /** How many characters of the message of a store are shown. */
    static final int MAX_CAUSE = 200;

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
    /** Present only if the store was unregistered because the platform stops. */
    private Optional<Integer> lostInTheEnd = Optional.empty();

    private volatile StoreSettings settings;
    private volatile boolean ended;

    /**
     * @param writer calls the store; must be serial
     * @param acknowledger runs acknowledgements
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

    /** Adds a holder of records; {@link Holder#onRestored} is called when it has read the store. */
    public void attach(Holder holder) {
        restoration.attach(holder);
        limitWait();
        requestRun();
    }

    public void detach(Holder holder) {
        restoration.detach(holder);
    }

    /** Ends the start: holders continue to wait only if there is a store by now. */
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
            lostInTheEnd = Optional.empty();
            pausing = false;
            restoration.expect();
        }
        requestRun();
    }

    public void onStoreGone(PresenceStore goneStore) {
        if (forgets(goneStore)) {
            fallBehind("it is gone");
        }
    }

    /**
     * The same while the platform stops and the agent is about to: the store has stopped first, and the next start
     * finds out what has ended since. Only changes that the store has not written are lost.
     */
    public void onStoreGoneForGood(PresenceStore goneStore) {
        if (forgets(goneStore)) {
            synchronized (this) {
                lostInTheEnd = Optional.of(changes.size());
            }
            acknowledgements.releaseAll();
        }
    }

    private synchronized boolean forgets(PresenceStore goneStore) {
        boolean isTheOne = store.filter(goneStore::equals).isPresent();
        store = isTheOne ? Optional.empty() : store;
        return isTheOne;
    }

    /** @param fresh whether the store does not have the record yet */
    public void put(Kind kind, String key, boolean fresh, Supplier<? extends StoredRecord> record) {
        if (restoration.isExpected() && !ended) {
            synchronized (this) {
                changes.put(kind, key, fresh, record);
            }
            requestRun();
        }
    }

    /** Removes a record. */
    public void remove(Kind kind, String key) {
        if (restoration.isExpected() && !ended) {
            synchronized (this) {
                changes.remove(kind, key);
            }
            requestRun();
        }
    }

    /** Whether there is a change of a record that is not in the store yet. */
    public synchronized boolean isPending(Kind kind, String key) {
        return changes.contains(kind, key);
    }

    /**
     * Runs a task when all changes until now are stored, or at once depending on the settings and the state of the
     * store.
     */
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
            onFailure(LogText.of(e.getMessage(), MAX_CAUSE));
        } catch (RuntimeException | Error e) {
            LOG.error("The store failed in a way in which no store should", e);
            onFailure(LogText.of(e.toString(), MAX_CAUSE));
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

    /** Recovers in two steps, because changes during this commit may be acknowledged already and are not stored yet. */
    private void recover() {
        if (health.isRecovering()) {
            health.catchUp(timers.time());
        } else {
            health.recover();
        }
    }

    private synchronized void onAllWritten() {
        health.onWell();
        if (changes.size() > 0) {
            return;
        }
        if (isQuick()) {
            health.catchUp(timers.time());
        } else {
            timers.schedule(settings.timeout(), this::onQuiet);
        }
    }

    /** There were no changes after a slow commit that wrote everything, so the store has caught up. */
    private synchronized void onQuiet() {
        if (changes.size() == 0 && store.isPresent()) {
            health.catchUp(timers.time());
        }
    }

    /** Whether the last commit was fast enough. A slow store does not keep up, even if it has everything at the moment. */
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
            health.onFailure(why, timers.time());
            // At a start this is no failure yet, because services that the store needs may still be starting.
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

    /** Since when an operator should look at the store, and why; empty while it is well, or there is none. */
    public synchronized Optional<String> trouble() {
        return health.trouble(changes.size());
    }

    /**
     * Accepts no more changes: the writer is about to end. Later ones are only answers to last NOTIFYs, whose
     * subscriptions were ended in the store before.
     */
    public void end() {
        ended = true;
    }

    /** Logs what is lost, after the writer had time to finish. */
    public synchronized void close() {
        int lost = lostInTheEnd.orElseGet(changes::size);
        if (lost > 0) {
            LOG.warn("{} changes are not in the store, and are lost", lost);
        }
    }
}
