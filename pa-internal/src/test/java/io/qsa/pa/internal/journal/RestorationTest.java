package io.qsa.pa.internal.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.qsa.pa.store.PresenceStore;
import io.qsa.pa.store.StoreException;

import static org.assertj.core.api.Assertions.assertThat;

/** Restoring the records of a store, and what waits for it. */
class RestorationTest {
    private final JournalRig rig = new JournalRig();
    private final RecordingHolder holder = new RecordingHolder();

    @Test
    void whoHoldsRecordsWaitsForTheStoreThatIsThere() {
        rig.journal.attach(holder);
        rig.journal.onStore(rig.store);
        rig.journal.start();
        assertThat(holder.calls).isEmpty();

        rig.write();
        assertThat(holder.calls).containsExactly("putAll", "restore", "restored");
    }

    @Test
    void whoHoldsRecordsDoesNotWaitWhereThereIsNoStore() {
        rig.journal.attach(holder);
        assertThat(holder.calls).isEmpty();
        rig.journal.start();

        assertThat(holder.calls).containsExactly("restored");
    }

    @Test
    void whoHoldsRecordsDoesNotWaitForEver() {
        rig.store.down = true;
        rig.journal.attach(holder);
        rig.journal.onStore(rig.store);
        rig.journal.start();
        rig.write();
        rig.timers.advance(Duration.ofSeconds(59));
        assertThat(holder.calls).doesNotContain("restored");
        assertThat(rig.journal.info().behindSince()).isEmpty();
        rig.timers.advance(Duration.ofSeconds(1));
        assertThat(holder.calls).contains("restored");
        assertThat(rig.journal.info().cause()).isEqualTo("what it holds is not read yet. no space left");

        rig.store.down = false;
        holder.calls.clear();
        rig.timers.advance(Duration.ofSeconds(30));
        rig.write();
        assertThat(holder.calls).containsExactly("putAll", "restore");
        assertThat(rig.journal.info().behindSince()).isEmpty();
    }

    /** A store that is installed into a live platform gets the present records. */
    @Test
    void aStoreThatComesLateGetsEverything() {
        rig.journal.attach(holder);
        rig.journal.start();
        holder.calls.clear();

        rig.journal.onStore(rig.store);
        rig.write();

        assertThat(holder.calls).containsExactly("putAll", "restore");
        assertThat(rig.store.keys()).containsExactly("held");
    }

    private final class RecordingHolder implements Holder {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void putAll() {
            calls.add("putAll");
            rig.put("held", false);
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
