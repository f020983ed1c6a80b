package io.qsa.pa.internal.journal;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;

import static org.assertj.core.api.Assertions.assertThat;

/** Which changes are written when, and which acknowledgements wait for them. */
class JournalTest {
    private final JournalRig rig = new JournalRig();

    @Test
    void anAcknowledgementWaitsForTheCommit() {
        rig.open();
        rig.put("a");
        rig.acknowledge("a");
        assertThat(rig.acknowledged).isEmpty();

        rig.write();

        assertThat(rig.acknowledged).containsExactly("a");
        assertThat(rig.store.keys()).containsExactly("a");
    }

    @Test
    void whatComesTogetherIsOneCommit() {
        rig.open();
        for (String key : List.of("a", "b", "c")) {
            rig.put(key);
            rig.acknowledge(key);
        }
        rig.write();

        assertThat(rig.store.commits()).containsExactly(3);
        assertThat(rig.acknowledged).containsExactly("a", "b", "c");
    }

    /** An acknowledgement requested during a commit waits for the next one. */
    @Test
    void whatComesDuringACommitWaitsForTheNext() {
        rig.open();
        rig.store.whileCommitting = () -> {
            rig.store.whileCommitting = () -> assertThat(rig.acknowledged).containsExactly("a");
            rig.put("b");
            rig.acknowledge("b");
        };
        rig.put("a");
        rig.acknowledge("a");
        rig.write();

        assertThat(rig.store.commits()).containsExactly(1, 1);
        assertThat(rig.acknowledged).containsExactly("a", "b");
    }

    @Test
    void manyChangesOfARecordAreOne() {
        rig.open();
        rig.put("a");
        rig.put("a", false);
        rig.put("b");
        rig.put("b", false);
        rig.remove("b");
        rig.acknowledge("b");
        rig.write();

        assertThat(rig.store.commits()).containsExactly(1);
        assertThat(rig.store.keys()).containsExactly("a");
        assertThat(rig.acknowledged).containsExactly("b");
    }

    @Test
    void whereNothingIsToBeWrittenNobodyWaits() {
        rig.open();
        rig.acknowledge("nothing");

        assertThat(rig.acknowledged).containsExactly("nothing");
    }

    @Test
    void withoutAStoreNobodyWaitsAndNothingGathers() {
        rig.journal.start();
        rig.put("a");
        rig.acknowledge("a");

        assertThat(rig.acknowledged).containsExactly("a");
        assertThat(rig.journal.info().waiting()).isZero();
    }

    @Test
    void whereTheStoreMayFollowNobodyWaits() {
        rig.open();
        rig.journal.apply(Journals.settings("store.durability", "eventual"));
        rig.put("a");
        rig.acknowledge("a");
        assertThat(rig.acknowledged).containsExactly("a");

        rig.write();
        assertThat(rig.store.keys()).containsExactly("a");
    }

    /** A store that is full or unreachable. */
    @Test
    void whileTheStoreFailsNobodyWaitsAndThenItCatchesUp() {
        rig.open();
        rig.store.down = true;
        rig.put("a");
        rig.acknowledge("a");
        rig.write();
        rig.put("b");
        rig.acknowledge("b");
        rig.remove("a");
        rig.write();

        assertThat(rig.acknowledged).containsExactly("a", "b");
        assertThat(rig.journal.info().behindSince()).contains(rig.timers.time());
        assertThat(rig.journal.info().cause()).isEqualTo("no space left");
        assertThat(rig.journal.info().statistics())
                .containsEntry("store_behind", 1L)
                .containsEntry("store_changes_to_write", 3L);

        rig.store.down = false;
        rig.timers.advance(Duration.ofSeconds(1));
        rig.write();
        assertThat(rig.store.keys()).containsExactly("b");
        assertThat(rig.journal.info().behindSince()).isEmpty();
        rig.put("c");
        rig.acknowledge("c");
        assertThat(rig.acknowledged).doesNotContain("c");
    }

    /** F101: behind, unreadable at a start, unregistered; each with start and cause, until it recovers. */
    @Test
    void theTroubleOfTheStoreIsTold() {
        assertThat(rig.journal.trouble()).isEmpty();
        rig.store.down = true;
        rig.journal.attach(new Reader());
        rig.open();
        String start = rig.timers.time().toString();
        assertThat(rig.journal.trouble()).contains("not readable since " + start + ": no space left");

        rig.store.down = false;
        rig.timers.advance(Duration.ofSeconds(1));
        rig.write();
        assertThat(rig.journal.trouble()).isEmpty();

        rig.store.down = true;
        rig.put("a");
        rig.write();
        assertThat(rig.journal.trouble())
                .contains("behind since " + rig.timers.time() + ": no space left; 1 changes wait for it");
        rig.store.down = false;
        rig.timers.advance(Duration.ofSeconds(2));
        rig.write();
        assertThat(rig.journal.trouble()).isEmpty();

        rig.journal.onStoreGone(rig.store);
        assertThat(rig.journal.trouble()).contains("behind since " + rig.timers.time() + ": it is gone");
    }

    /** Reads all records. */
    private static final class Reader implements Holder {
        @Override
        public void putAll() {}

        @Override
        public void restore(PresenceStore store) throws StoreException {
            store.readPublications(publication -> {});
        }

        @Override
        public void onRestored() {}
    }

    /** F134: at a shutdown the store may stop first. */
    @Test
    void aStoreThatGoesWithThePlatformIsNoTrouble() {
        rig.open();
        rig.put("a");
        rig.write();

        rig.journal.onStoreGoneForGood(rig.store);
        rig.remove("a");
        rig.acknowledge("a");

        assertThat(rig.journal.trouble()).isEmpty();
        assertThat(rig.acknowledged).containsExactly("a");
    }

    /** F134: an answer to a last NOTIFY after the end of the writer changes nothing that is not stored already. */
    @Test
    void whatComesAfterTheEndIsNeitherWaitedForNorLost() {
        rig.open();
        rig.put("a");
        rig.remove("b");
        rig.journal.end();
        rig.write();

        rig.remove("b");
        rig.acknowledge("b");

        assertThat(rig.store.keys()).containsExactly("a");
        assertThat(rig.journal.info().waiting()).isZero();
        assertThat(rig.acknowledged).containsExactly("b");
    }

    @Test
    void aStoreThatFailsIsAskedSeldom() {
        rig.open();
        rig.store.down = true;
        for (int i = 0; i < 600; i++) {
            rig.put("p" + i);
            rig.write();
            rig.timers.advance(Duration.ofSeconds(1));
        }

        assertThat(rig.journal.info().failures()).isBetween(20L, 26L);
        assertThat(rig.timers.size()).isLessThan(5);
    }

    @Test
    void aStoreThatIsSlowIsNotWaitedForUntilItIsQuickAgain() {
        rig.open();
        rig.put("a");
        rig.acknowledge("a");
        rig.timers.advance(Duration.ofMillis(1999));
        assertThat(rig.acknowledged).isEmpty();
        rig.timers.advance(Duration.ofMillis(1));
        assertThat(rig.acknowledged).containsExactly("a");
        assertThat(rig.journal.info().cause()).isEqualTo("a commit takes longer than 2 s");

        rig.store.whileCommitting = () -> rig.timers.advance(Duration.ofSeconds(3));
        rig.write();
        assertThat(rig.journal.info().behindSince()).isPresent();

        rig.store.whileCommitting = () -> {};
        rig.put("b");
        rig.write();
        assertThat(rig.journal.info().behindSince()).isEmpty();
    }

    @Test
    void aSlowStoreThatTookEverythingHasCaughtUpWhenNothingFollows() {
        rig.open();
        rig.put("a");
        rig.acknowledge("a");
        rig.timers.advance(Duration.ofSeconds(2));
        rig.store.whileCommitting = () -> rig.timers.advance(Duration.ofSeconds(3));
        rig.write();
        assertThat(rig.journal.info().behindSince()).isPresent();

        rig.timers.advance(Duration.ofSeconds(2));
        assertThat(rig.journal.info().behindSince()).isEmpty();
    }

    /** It keeps up as soon as it is quick, also if there is always something more to be written. */
    @Test
    void aStoreThatIsQuickAgainIsWaitedForUnderLoad() {
        rig.open();
        rig.put("a");
        rig.acknowledge("a");
        rig.timers.advance(Duration.ofSeconds(2));
        int[] commits = new int[1];
        rig.store.whileCommitting = () -> {
            if (commits[0]++ < 3) {
                rig.put("more" + commits[0]);
                rig.acknowledge("more" + commits[0]);
            }
            if (commits[0] == 3) {
                assertThat(rig.journal.info().behindSince()).isEmpty();
            }
        };
        rig.write();

        assertThat(commits[0]).isEqualTo(4);
        assertThat(rig.acknowledged).containsExactly("a", "more1", "more2", "more3");
        assertThat(rig.store.keys()).containsExactly("a", "more1", "more2", "more3");
    }

    /** One record that the store refuses does not keep the others out. */
    @Test
    void whatTheStoreRefusesIsLeftOut() {
        rig.open();
        rig.store.refusedKey = "c";
        for (String key : List.of("a", "b", "c", "d", "e")) {
            rig.put(key);
        }
        rig.acknowledge("all");
        rig.write();

        assertThat(rig.store.keys()).containsExactly("a", "b", "d", "e");
        assertThat(rig.acknowledged).containsExactly("all");
        assertThat(rig.journal.info().refused()).isEqualTo(1);
        assertThat(rig.journal.info().behindSince()).isEmpty();
    }

    /** F90, X36: whatever a store throws at one record, it is the record that is set aside, and not the store. */
    @Test
    void aRecordAtWhichTheStoreFailsIsSetAsideAndTheOthersAreWritten() {
        rig.open();
        rig.store.brokenKey = "c";
        for (String key : List.of("a", "b", "c", "d", "e")) {
            rig.put(key);
        }
        rig.acknowledge("all");
        rig.write();

        assertThat(rig.store.keys()).containsExactly("a", "b", "d", "e");
        assertThat(rig.acknowledged).containsExactly("all");
        assertThat(rig.journal.info().refused()).isEqualTo(1);
        assertThat(rig.journal.info().waiting()).isZero();
        assertThat(rig.journal.info().behindSince()).isEmpty();
    }

    /** F90: a faulty record is distinguished from an unreachable store without further changes. */
    @Test
    void aBadRecordThatIsAloneIsSetAsideToo() {
        rig.open();
        rig.store.brokenKey = "a";
        rig.put("a");
        rig.write();

        assertThat(rig.journal.info().refused()).isEqualTo(1);
        assertThat(rig.journal.info().waiting()).isZero();
        assertThat(rig.store.keys()).isEmpty();
    }

    /** F90: the one that was published on 26184e7 could not even be made into a record. */
    @Test
    void aRecordThatCannotBeMadeKeepsNobodyElseOut() {
        rig.open();
        rig.put("a");
        rig.journal.put(Kind.PUBLICATION, "bad", true, () -> {
            throw new IllegalStateException("as it must be in this test");
        });
        rig.put("b");
        rig.acknowledge("all");
        rig.write();

        assertThat(rig.store.keys()).containsExactly("a", "b");
        assertThat(rig.acknowledged).containsExactly("all");
        assertThat(rig.journal.info().refused()).isEqualTo(1);
        assertThat(rig.journal.info().behindSince()).isEmpty();
    }

    /** F90: the old version of a faulty record must not be restored. */
    @Test
    void theStoreForgetsWhatABadRecordWasBefore() {
        rig.open();
        rig.put("a");
        rig.put("b");
        rig.write();
        rig.store.refusedKey = "b";
        rig.put("b", false);
        rig.write();

        assertThat(rig.store.keys()).containsExactly("a");
    }

    /** F90: a record that is mended is written. */
    @Test
    void whatWasSetAsideIsTriedAgainWhenItChanges() {
        rig.open();
        rig.store.brokenKey = "a";
        rig.put("a");
        rig.write();
        rig.store.brokenKey = "";
        rig.put("a", false);
        rig.write();

        assertThat(rig.store.keys()).containsExactly("a");
    }

    /** F90, from the other side: a store that accepts no record is not blamed on a record. */
    @Test
    void aStoreThatIsAwayIsNoFaultOfAnyRecord() {
        rig.open();
        rig.store.whileCommitting = () -> {
            throw new IllegalStateException("as it must be in this test");
        };
        rig.put("a");
        rig.put("b");
        rig.write();
        assertThat(rig.journal.info().refused()).isZero();
        assertThat(rig.journal.info().waiting()).isEqualTo(2);
        assertThat(rig.journal.info().behindSince()).isPresent();

        rig.store.whileCommitting = () -> {};
        rig.timers.advance(Duration.ofSeconds(1));
        rig.write();
        assertThat(rig.store.keys()).containsExactly("a", "b");
    }

    @Test
    void aStoreThatFailsAsNoStoreShouldIsTriedAgain() {
        rig.open();
        rig.store.whileCommitting = () -> {
            rig.store.whileCommitting = () -> {};
            throw new IllegalStateException("as it must be in this test");
        };
        rig.put("a");
        rig.write();
        rig.timers.advance(Duration.ofSeconds(1));
        rig.write();

        assertThat(rig.store.keys()).containsExactly("a");
    }

    /** A record that ends while the store is away is not restored from it. */
    @Test
    void aStoreThatComesBackLearnsWhatItHasMissed() {
        rig.open();
        rig.put("a");
        rig.put("b");
        rig.write();
        rig.journal.onStoreGone(rig.store);
        rig.remove("a");
        rig.acknowledge("a");
        rig.write();
        assertThat(rig.acknowledged).containsExactly("a");
        assertThat(rig.journal.info().cause()).isEqualTo("it is gone");

        rig.journal.onStore(rig.store);
        rig.write();

        assertThat(rig.store.keys()).containsExactly("b");
        assertThat(rig.journal.info().behindSince()).isEmpty();
    }
}
