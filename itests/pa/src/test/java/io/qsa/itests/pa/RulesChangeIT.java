package io.qsa.itests.pa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.peer.DigestAccount;
import io.qsa.itests.peer.crowd.Crowd;
import io.qsa.itests.peer.crowd.WatchingMember;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Rules that change under 1,000 SIP watchers of one presentity: each is notified once, and within a second. The second
 * is from the moment before the document is moved into place until the last NOTIFY is read.
 */
class RulesChangeIT extends PlatformTest {
    private static final int WATCHERS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration GOAL = Duration.ofSeconds(1);
    private static final String NOTE = "here";

    @TempDir
    private Path rules;

    private Crowd crowd;
    private List<WatchingMember> watchers;
    private int told;

    @BeforeEach
    void everybodyWatchesAlice() throws Exception {
        decide("allow");
        DigestAccount account = new DigestAccount("crowd", "secret");
        config("io.qsa.pa.users~crowd", "username", "crowd", "uris", "*@example.test", ".password", account.password());
        config(PA, "auth", "rules", "rules_directory", rules.toAbsolutePath().toString(), "notify_interval", "0");
        platform().awaitService("io.qsa.sip.notifier.users.PresenceUsers");
        publish(ALICE, NOTE);
        crowd = closing(new Crowd(sipPort(), account));
        subscribe();
    }

    private void decide(String handling) throws IOException {
        Path draft = rules.resolve("draft");
        Files.writeString(
                draft,
                """
                <cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
                  <cp:rule id="everybody">
                    <cp:conditions><cp:identity><cp:many/></cp:identity></cp:conditions>
                    <cp:actions><pr:sub-handling>%s</pr:sub-handling></cp:actions>
                  </cp:rule>
                </cp:ruleset>
                """
                        .formatted(handling));
        Files.move(draft, rules.resolve("alice@example.test.xml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void subscribe() throws InterruptedException {
        watchers = IntStream.range(0, WATCHERS)
                .mapToObj(i -> new WatchingMember(crowd, "sip:watcher" + i + "@example.test", ALICE))
                .toList();
        told = 0;
        Crowd.each(watchers, WatchingMember::subscribe, PATIENCE);
        awaitAllTold("active", NOTE);
    }

    /** Each has got one more NOTIFY with this state and note. */
    private void awaitAllTold(String state, String note) {
        told++;
        await("all are told " + state).atMost(PATIENCE).until(() -> watchers.stream()
                .allMatch(watcher -> watcher.notifies() >= told));
        assertThat(watchers).allSatisfy(watcher -> {
            assertThat(watcher.notifies()).isEqualTo(told);
            assertThat(watcher.state()).startsWith(state);
            assertThat(watcher.note()).isEqualTo(note);
            assertThat(watcher.wrong()).isEmpty();
        });
    }

    private void change(String handling, String state, String note) throws IOException {
        long start = System.nanoTime();
        decide(handling);
        awaitAllTold(state, note);
        long last = watchers.stream()
                .mapToLong(watcher -> watcher.notifiedAt() - start)
                .max()
                .orElseThrow();
        System.out.printf("%s: %d watchers in %d ms%n", handling, WATCHERS, last / 1_000_000);
        assertThat(Duration.ofNanos(last)).isLessThan(GOAL);
    }

    /** N14, N15. The subscription of a rejected watcher has ended; the watcher returns with another SUBSCRIBE. */
    @Test
    void blockedAndAllowedAgain() throws Exception {
        change("block", "terminated;reason=rejected", "");
        decide("allow");
        await("somebody may watch again").atMost(PATIENCE).until(this::isSomebodyLetIn);
        subscribe();
    }

    /** N14, N15. A watcher with polite-block sees a closed status. */
    @Test
    void politelyBlockedAndAllowedAgain() throws Exception {
        change("polite-block", "active", "");
        change("allow", "active", NOTE);
        change("block", "terminated;reason=rejected", "");
    }

    /** N15, N29. */
    @Test
    void leftUndecidedAndAllowedAgain() throws Exception {
        change("confirm", "pending", "");
        change("allow", "active", NOTE);
        change("block", "terminated;reason=rejected", "");
    }

    private boolean isSomebodyLetIn() throws Exception {
        WatchingMember first = new WatchingMember(crowd, BOB, ALICE);
        return first.subscribe().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status() == 200;
    }
}
