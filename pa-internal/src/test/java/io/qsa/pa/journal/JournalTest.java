package io.qsa.pa.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import org.junit.jupiter.api.Test;

import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;
import io.qsa.pa.store.StoredPublication;
import io.qsa.spi.timer.VirtualTimers;

import static org.assertj.core.api.Assertions.assertThat;

/** The writer runs when a test says so; time is virtual. */
class JournalTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final Queue<Runnable> writer = new ArrayDeque<>();
    private final Journal journal = new Journal(timers, writer::add, Runnable::run, Journals.settings());
    private final ScriptedStore store = new ScriptedStore();
    private final List<String> acknowledged = new ArrayList<>();

    private void open() {
        journal.onStore(store);
        journal.start();
        write();
    }

    private void put(String key) {
        put(key, true);
    }

    private void put(String key, boolean fresh) {
        journal.put(
                Kind.PUBLICATION,
                key,
                fresh,
                () -> new StoredPublication(key, "sip:alice@example.com", "e", Instant.EPOCH, "<presence/>"));
    }

    private void remove(String key) {
        journal.remove(Kind.PUBLICATION, key);
    }

    private void acknowledge(String what) {
        journal.whenStored(() -> acknowledged.add(what));
    }

    private void write() {
        for (Runnable task = writer.poll(); task != null; task = writer.poll()) {
            task.run();
        }
    }

    @Test
    void anAcknowledgementWaitsForTheCommit() {
        open();
        put("a");
        acknowledge("a");
        assertThat(acknowledged).isEmpty();

        write();

        assertThat(acknowledged).containsExactly("a");
        assertThat(store.keys()).containsExactly("a");
    }

    @Test
    void whatComesTogetherIsOneCommit() {
        open();
        for (String key : List.of("a", "b", "c")) {
            put(key);
            acknowledge(key);
        }
        write();

        assertThat(store.commits()).containsExactly(3);
        assertThat(acknowledged).containsExactly("a", "b", "c");
    }

    /** An acknowledgement that comes while a commit runs waits for the next one. */
    @Test
    void whatComesDuringACommitWaitsForTheNext() {
        open();
        store.whileCommitting = () -> {
            store.whileCommitting = () -> assertThat(acknowledged).containsExactly("a");
            put("b");
            acknowledge("b");
        };
        put("a");
        acknowledge("a");
        write();

        assertThat(store.commits()).containsExactly(1, 1);
        assertThat(acknowledged).containsExactly("a", "b");
    }

    @Test
    void manyChangesOfARecordAreOne() {
        open();
        put("a");
        put("a", false);
        put("b");
        put("b", false);
        remove("b");
        acknowledge("b");
        write();

        assertThat(store.commits()).containsExactly(1);
        assertThat(store.keys()).containsExactly("a");
        assertThat(acknowledged).containsExactly("b");
    }

    @Test
    void whereNothingIsToBeWrittenNobodyWaits() {
        open();
        acknowledge("nothing");

        assertThat(acknowledged).containsExactly("nothing");
    }

    @Test
    void withoutAStoreNobodyWaitsAndNothingGathers() {
        journal.start();
        put("a");
        acknowledge("a");

        assertThat(acknowledged).containsExactly("a");
        assertThat(journal.info().waiting()).isZero();
    }

    @Test
    void whereTheStoreMayFollowNobodyWaits() {
        open();
        journal.apply(Journals.settings("store.durability", "eventual"));
        put("a");
        acknowledge("a");
        assertThat(acknowledged).containsExactly("a");

        write();
        assertThat(store.keys()).containsExactly("a");
    }

    /** A store that is full or gone. */
    @Test
    void whileTheStoreFailsNobodyWaitsAndThenItCatchesUp() {
        open();
        store.down = true;
        put("a");
        acknowledge("a");
        write();
        put("b");
        acknowledge("b");
        remove("a");
        write();

        assertThat(acknowledged).containsExactly("a", "b");
        assertThat(journal.info().behindSince()).contains(timers.time());
        assertThat(journal.info().cause()).isEqualTo("no space left");
        assertThat(journal.info().statistics())
                .containsEntry("store_behind", 1L)
                .containsEntry("store_changes_to_write", 3L);

        store.down = false;
        timers.advance(Duration.ofSeconds(1));
        write();
        assertThat(store.keys()).containsExactly("b");
        assertThat(journal.info().behindSince()).isEmpty();
        put("c");
        acknowledge("c");
        assertThat(acknowledged).doesNotContain("c");
    }

    @Test
    void aStoreThatFailsIsAskedSeldom() {
        open();
        store.down = true;
        for (int i = 0; i < 600; i++) {
            put("p" + i);
            write();
            timers.advance(Duration.ofSeconds(1));
        }

        assertThat(journal.info().failures()).isBetween(20L, 26L);
        assertThat(timers.size()).isLessThan(5);
    }

    @Test
    void aStoreThatIsSlowIsNotWaitedForUntilItIsQuickAgain() {
        open();
        put("a");
        acknowledge("a");
        timers.advance(Duration.ofMillis(1999));
        assertThat(acknowledged).isEmpty();
        timers.advance(Duration.ofMillis(1));
        assertThat(acknowledged).containsExactly("a");
        assertThat(journal.info().cause()).isEqualTo("a commit takes longer than 2 s");

        store.whileCommitting = () -> timers.advance(Duration.ofSeconds(3));
        write();
        assertThat(journal.info().behindSince()).isPresent();

        store.whileCommitting = () -> {};
        put("b");
        write();
        assertThat(journal.info().behindSince()).isEmpty();
    }

    @Test
    void aSlowStoreThatTookEverythingHasCaughtUpWhenNothingFollows() {
        open();
        put("a");
        acknowledge("a");
        timers.advance(Duration.ofSeconds(2));
        store.whileCommitting = () -> timers.advance(Duration.ofSeconds(3));
        write();
        assertThat(journal.info().behindSince()).isPresent();

        timers.advance(Duration.ofSeconds(2));
        assertThat(journal.info().behindSince()).isEmpty();
    }

    /** It keeps up as soon as it is quick, also if there is always something more to be written. */
    @Test
    void aStoreThatIsQuickAgainIsWaitedForUnderLoad() {
        open();
        put("a");
        acknowledge("a");
        timers.advance(Duration.ofSeconds(2));
        int[] commits = new int[1];
        store.whileCommitting = () -> {
            if (commits[0]++ < 3) {
                put("more" + commits[0]);
                acknowledge("more" + commits[0]);
            }
            if (commits[0] == 3) {
                assertThat(journal.info().behindSince()).isEmpty();
            }
        };
        write();

        assertThat(commits[0]).isEqualTo(4);
        assertThat(acknowledged).containsExactly("a", "more1", "more2", "more3");
        assertThat(store.keys()).containsExactly("a", "more1", "more2", "more3");
    }

    /** One record that the store refuses does not keep the others out. */
    @Test
    void whatTheStoreRefusesIsLeftOut() {
        open();
        store.refusedKey = "c";
        for (String key : List.of("a", "b", "c", "d", "e")) {
            put(key);
        }
        acknowledge("all");
        write();

        assertThat(store.keys()).containsExactly("a", "b", "d", "e");
        assertThat(acknowledged).containsExactly("all");
        assertThat(journal.info().refused()).isEqualTo(1);
        assertThat(journal.info().behindSince()).isEmpty();
    }

    @Test
    void aStoreThatFailsAsNoStoreShouldIsTriedAgain() {
        open();
        store.whileCommitting = () -> {
            store.whileCommitting = () -> {};
            throw new IllegalStateException("as it must be in this test");
        };
        put("a");
        write();
        timers.advance(Duration.ofSeconds(1));
        write();

        assertThat(store.keys()).containsExactly("a");
    }

    /** What ends while the store is gone does not come back with it. */
    @Test
    void aStoreThatComesBackLearnsWhatItHasMissed() {
        open();
        put("a");
        put("b");
        write();
        journal.onStoreGone(store);
        remove("a");
        acknowledge("a");
        write();
        assertThat(acknowledged).containsExactly("a");
        assertThat(journal.info().cause()).isEqualTo("it is gone");

        journal.onStore(store);
        write();

        assertThat(store.keys()).containsExactly("b");
        assertThat(journal.info().behindSince()).isEmpty();
    }

    @Test
    void whoHoldsRecordsWaitsForTheStoreThatIsThere() {
        RecordingHolder holder = new RecordingHolder();
        journal.attach(holder);
        journal.onStore(store);
        journal.start();
        assertThat(holder.calls).isEmpty();

        write();
        assertThat(holder.calls).containsExactly("putAll", "restore", "restored");
    }

    @Test
    void whoHoldsRecordsDoesNotWaitWhereThereIsNoStore() {
        RecordingHolder holder = new RecordingHolder();
        journal.attach(holder);
        assertThat(holder.calls).isEmpty();
        journal.start();

        assertThat(holder.calls).containsExactly("restored");
    }

    @Test
    void whoHoldsRecordsDoesNotWaitForEver() {
        RecordingHolder holder = new RecordingHolder();
        store.down = true;
        journal.attach(holder);
        journal.onStore(store);
        journal.start();
        write();
        timers.advance(Duration.ofSeconds(59));
        assertThat(holder.calls).doesNotContain("restored");
        assertThat(journal.info().behindSince()).isEmpty();
        timers.advance(Duration.ofSeconds(1));
        assertThat(holder.calls).contains("restored");
        assertThat(journal.info().cause()).isEqualTo("what it holds is not read yet. no space left");

        store.down = false;
        holder.calls.clear();
        timers.advance(Duration.ofSeconds(30));
        write();
        assertThat(holder.calls).containsExactly("putAll", "restore");
        assertThat(journal.info().behindSince()).isEmpty();
    }

    /** A store that is installed into a live platform gets what there is. */
    @Test
    void aStoreThatComesLateGetsEverything() {
        RecordingHolder holder = new RecordingHolder();
        journal.attach(holder);
        journal.start();
        holder.calls.clear();

        journal.onStore(store);
        write();

        assertThat(holder.calls).containsExactly("putAll", "restore");
        assertThat(store.keys()).containsExactly("held");
    }

    private final class RecordingHolder implements Holder {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void putAll() {
            calls.add("putAll");
            put("held", false);
        }

        @Override
        public void restore(PresenceStore from) throws StoreException {
            from.readPublications(publication -> calls.add(publication.key()));
            calls.add("restore");
        }

        @Override
        public void onRestored() {
            calls.add("restored");
        }
    }
}
