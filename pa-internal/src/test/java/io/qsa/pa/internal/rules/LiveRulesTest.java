package io.qsa.pa.internal.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.base.thread.ControlThread;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.base.timer.WheelTimers;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.EntityTags;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.agent.PresenceWatcher;
import io.qsa.pa.internal.agent.WatcherEntry;
import io.qsa.pa.internal.journal.Journals;

import static io.qsa.pa.internal.agent.Agents.ALICE;
import static io.qsa.pa.internal.agent.Agents.HOUR;
import static io.qsa.pa.internal.agent.Agents.open;
import static io.qsa.pa.internal.rules.Documents.ANYBODY;
import static io.qsa.pa.internal.rules.Documents.rule;
import static io.qsa.pa.internal.rules.Documents.ruleset;
import static org.assertj.core.api.Assertions.assertThat;

/** A directory of rules under live watchers. */
class LiveRulesTest {
    private static final int WATCHERS = 1000;
    /** For a busy machine; the goal is a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final ExecutorService lanes = Executors.newFixedThreadPool(2);
    private final PresenceAgent agent = new PresenceAgent(
            lanes,
            new VirtualTimers(),
            new EntityTags(),
            Agents.settings("auth", "rules"),
            Journals.none(new VirtualTimers()));
    private final List<Counted> watchers =
            Stream.generate(Counted::new).limit(WATCHERS).toList();
    private final WheelTimers timers = new WheelTimers("rules-timer", LiveRulesTest::fail);
    private final ControlThread reader = new ControlThread("rules", LiveRulesTest::fail);
    private RulesWatch watch;

    private static void fail(String text, Throwable failure) {
        throw new IllegalStateException(text, failure);
    }

    @BeforeEach
    void start() {
        watch = new RulesWatch(
                new RulesDirectory(folder, Clock.systemUTC(), agent::onRules, agent.tolerances()), timers, reader);
        agent.authoriseBy(watch);
        agent.publish(ALICE, open("a"), HOUR);
    }

    @AfterEach
    void stop() {
        watch.close();
        assertThat(reader.finish(PATIENCE)).isTrue();
        timers.close();
        lanes.shutdownNow();
    }

    /** N15: from nothing to allow, to block and back, each watcher is notified once each time. */
    @Test
    void everyWatcherIsToldEachChangeOnce() throws Exception {
        watchers.forEach(watcher -> agent.watch(ALICE, watcher));
        awaitAll("pending");

        write("allow");
        awaitAll("pending", "status");
        write("block");
        awaitAll("pending", "status", "rejected");
        write("allow");
        awaitAll("pending", "status", "rejected", "status");
    }

    private void write(String handling) throws IOException {
        Path draft = Files.write(folder.resolve("draft"), ruleset(rule(handling, ANYBODY)));
        Files.move(draft, folder.resolve("alice@example.com.xml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void awaitAll(String... heard) throws InterruptedException {
        for (Counted watcher : watchers) {
            watcher.await(List.of(heard));
        }
    }

    private static final class Counted implements PresenceWatcher {
        private final List<String> heard = new ArrayList<>();

        private synchronized void add(String what) {
            heard.add(what);
            notifyAll();
        }

        synchronized void await(List<String> expected) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (heard.size() < expected.size() && System.nanoTime() < deadline) {
                wait(100);
            }
            assertThat(heard).isEqualTo(expected);
        }

        @Override
        public boolean isInternal() {
            return false;
        }

        @Override
        public String uri() {
            return "sip:bob@example.com";
        }

        @Override
        public void onStatus(WatcherEntry watching) {
            add("status");
        }

        @Override
        public void onPending() {
            add("pending");
        }

        @Override
        public void onRejected() {
            add("rejected");
        }

        @Override
        public void onGone() {
            add("gone");
        }
    }
}
