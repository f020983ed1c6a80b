package io.qsa.pa.internal.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.UnknownEntityTagException;
import io.qsa.pa.internal.journal.Journals;
import io.qsa.presence.winfo.Watcher;
import io.qsa.presence.winfo.WatcherInfo;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static org.assertj.core.api.Assertions.assertThat;

/** P06: many threads, one presentity. */
class ParallelPublicationTest {
    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final VirtualTimers timers = new VirtualTimers();
    private final PresenceAgent agent = new PresenceAgent(
            threads,
            timers,
            new EntityTags(),
            Agents.settings("max_publications_per_presentity", "100000000", "max_document_size", "1048576"),
            Journals.none(timers));

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void ofParallelModificationsWithOneTagExactlyOneSucceeds() throws Exception {
        for (int round = 0; round < 500; round++) {
            String tag = agent.publish(ALICE, open("a"), HOUR).entityTag();
            CyclicBarrier start = new CyclicBarrier(THREADS);

            List<String> newTags = inParallel(() -> {
                start.await(10, TimeUnit.SECONDS);
                return tagAfterModification(tag);
            });

            assertThat(newTags).filteredOn(t -> !t.isEmpty()).hasSize(1);
            agent.remove(ALICE, String.join("", newTags));
        }
        assertThat(agent.presentities()).isEmpty();
        assertThat(timers.size()).isZero();
    }

    private String tagAfterModification(String tag) {
        try {
            return agent.modify(ALICE, tag, closed("a"), HOUR).entityTag();
        } catch (UnknownEntityTagException outdated) {
            return "";
        }
    }

    /**
     * Presentities appear and disappear under concurrent publications and watchers: nothing is lost, nothing is left
     * over.
     */
    @Test
    void presentitiesThatComeAndGoLoseNoPublication() throws Exception {
        List<String> done = inParallel(() -> {
            for (int i = 0; i < 2000; i++) {
                WatcherEntry watching = agent.watch(ALICE, new RecordingWatcher(true));
                String tag = agent.publish(ALICE, open("a"), HOUR).entityTag();
                tag = agent.refresh(ALICE, tag, HOUR).entityTag();
                watching.close();
                agent.remove(ALICE, tag);
            }
            return "done";
        });

        assertThat(done).hasSize(THREADS).containsOnly("done");
        assertThat(agent.presentities()).isEmpty();
        assertThat(timers.size()).isZero();
    }

    /** F84: nobody publishes, so that the presentity is held by its watchers alone, and each of them leaves undecided. */
    @Test
    void whoLeavesUndecidedWaitsHoweverManyLeaveAtOnce() throws Exception {
        for (int round = 0; round < 300; round++) {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            inParallel(() -> {
                String bob = "sip:bob" + Thread.currentThread().getId() + "@example.com";
                WatcherEntry watching = agent.watch(ALICE, new RecordingWatcher(false, bob));
                start.await(10, TimeUnit.SECONDS);
                watching.close();
                return bob;
            });

            assertThat(waiting()).hasSize(THREADS);
            timers.advance(Duration.ofDays(1));
            assertThat(agent.size()).isZero();
            assertThat(timers.size()).isZero();
        }
    }

    private List<Watcher> waiting() {
        RecordingWatcher reader = new RecordingWatcher(true);
        try (WatcherEntry reading = agent.joinReaders(ALICE, reader)) {
            return reading.view().document().as(WatcherInfo.class).orElseThrow().watchers();
        }
    }

    /** Whatever the order in which threads publish, the last notification of a watcher is the status. */
    @Test
    void aWatcherEndsWithTheNewestStatus() throws Exception {
        RecordingWatcher watcher = new RecordingWatcher(true);
        agent.watch(ALICE, watcher);

        inParallel(() -> {
            for (int i = 0; i < 200; i++) {
                String tag = agent.publish(ALICE, open("a"), HOUR).entityTag();
                agent.modify(ALICE, tag, closed("a"), HOUR);
            }
            return "done";
        });
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(watcher.info()).isEqualTo(agent.presentities().get(0).status());
        assertThat(watcher.info().tuples()).hasSize(THREADS * 200);
    }

    private List<String> inParallel(Callable<String> work) throws Exception {
        List<Future<String>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(threads.submit(work));
        }
        List<String> results = new ArrayList<>();
        for (Future<String> future : futures) {
            results.add(future.get(60, TimeUnit.SECONDS));
        }
        return results;
    }
}
