package io.qsa.itests.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import io.qsa.itests.peer.SipText;
import io.qsa.itests.peer.crowd.Crowd;
import io.qsa.itests.peer.crowd.Member;
import io.qsa.itests.peer.crowd.PublishingMember;
import io.qsa.itests.peer.crowd.WatchingMember;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code kill -9} of the platform while many publish and are watched, and a start after it. P05, P06, N12, N23, N26:
 * acknowledged changes are restored, and every dialog continues.
 */
class CrashIT {
    private static final int CLIENTS = Integer.getInteger("store.clients", 500);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<PublishingMember> publishers = new ArrayList<>();
    private final List<WatchingMember> watchers = new ArrayList<>();
    private KarafPlatform platform;
    private Crowd crowd;

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostWithTheDatabaseOfTheDistribution(TestInfo test) throws Exception {
        unpack(test);
        publishWatchCrashAndGoOn();
    }

    @Test
    void nothingThatWasAcknowledgedIsLostWithPostgres(TestInfo test) throws Exception {
        Postgres postgres = Postgres.start();
        open.add(postgres);
        unpack(test).with(postgres);
        publishWatchCrashAndGoOn();
    }

    private KarafPlatform unpack(TestInfo test) throws IOException {
        String name = test.getTestMethod().orElseThrow().getName();
        platform = KarafPlatform.unpack(Path.of("target", "runs", name + "-" + System.nanoTime()));
        // Even on a busy machine, only the crash may lose anything.
        platform.configure("io.qsa.pa", "store.timeout = 30", "store.start_timeout = 600");
        open.add(0, platform);
        crowd = new Crowd(platform.sipPort());
        open.add(0, crowd);
        for (int i = 0; i < CLIENTS; i++) {
            String uri = "sip:user" + i + "@example.test";
            publishers.add(new PublishingMember(crowd, uri));
            watchers.add(new WatchingMember(crowd, "sip:watcher" + i + "@example.test", uri));
        }
        return platform;
    }

    private void publishWatchCrashAndGoOn() throws Exception {
        platform.start();
        all("publications", publishers, PublishingMember::publish);
        all("subscriptions", watchers, WatchingMember::subscribe);
        await("everybody is told").atMost(PATIENCE).until(this::allAreTold);

        crashWhilePublishing();
        long started = System.nanoTime();
        platform.start();

        List<PublishingMember> certain =
                publishers.stream().filter(member -> !member.isInDoubt()).toList();
        report("%d of %d publications were in doubt at the crash", CLIENTS - certain.size(), CLIENTS);
        all("refreshes after the crash", watchers, WatchingMember::subscribe);
        report("all refreshes are answered %d ms after the start", millisSince(started));
        all("publications after the crash", certain, PublishingMember::refresh);
        await("everybody is told the status").atMost(PATIENCE).until(this::allAreTold);
        platform.log("from the store").forEach(line -> report("%s", line));

        assertThat(watchers).allSatisfy(watcher -> assertThat(watcher.wrong()).isEmpty());
        assertThat(platform.log("| WARN ")).noneMatch(line -> line.contains("store"));
        assertThat(platform.log("| ERROR ")).isEmpty();
    }

    private boolean allAreTold() {
        return IntStream.range(0, CLIENTS)
                .allMatch(i -> publishers
                                .get(i)
                                .possibleNotes()
                                .contains(watchers.get(i).note())
                        && watchers.get(i).state().startsWith("active"));
    }

    /** Kills the platform when half of the requests are acknowledged; the others get no answer. */
    private void crashWhilePublishing() throws InterruptedException {
        AtomicInteger acknowledged = new AtomicInteger();
        Semaphore inFlight = new Semaphore(Crowd.MOST_IN_FLIGHT);
        for (int i = 0; acknowledged.get() < CLIENTS / 2 && i < CLIENTS; i++) {
            inFlight.acquire();
            publishers.get(i).publish().thenAccept(answer -> {
                acknowledged.incrementAndGet();
                inFlight.release();
            });
        }
        platform.kill();
        crowd.drain();
        publishers.forEach(Member::giveUp);
        report("killed after %d acknowledgements", acknowledged.get());
    }

    /** Runs an action of all members, and logs how long it takes. */
    private <M extends Member> void all(String what, List<M> members, Function<M, CompletableFuture<SipText>> action)
            throws InterruptedException {
        long started = System.nanoTime();
        Crowd.each(members, action, PATIENCE);
        report("%s: %d in %d ms", what, members.size(), millisSince(started));
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private void report(String format, Object... values) {
        System.out.println(String.format(format, values));
    }
}
