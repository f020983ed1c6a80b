package io.qsa.itests.interop.sipp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.itests.Recorder;
import io.qsa.itests.Resources;
import io.qsa.itests.TestBed;
import io.qsa.itests.peer.Scenario;
import io.qsa.itests.peer.ScriptedNotifier;
import io.qsa.itests.peer.SipText;
import io.qsa.itests.peer.Sipp;
import io.qsa.itests.peer.SippTrace.Seen;

import static org.assertj.core.api.Assertions.assertThat;

/** The words of a test in which SIPp is the notifier. The tests run beside each other in one platform. */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedBed.class)
abstract class SippTest {
    protected static final String BOB = "sip:bob@example.test";
    /** The Subscription-State of a subscription that is not refreshed while the test runs. */
    protected static final String ACTIVE = "active;expires=600";

    private final Resources open = new Resources();
    private TestBed bed;
    private Path directory;

    @BeforeEach
    final void takePlatform(TestInfo test, TestBed shared) throws Exception {
        bed = shared;
        String name = getClass().getSimpleName() + "."
                + test.getTestMethod().orElseThrow().getName();
        directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "runs")), name);
    }

    @AfterEach
    final void endEverything() throws Exception {
        open.closeAll();
        bed.assertNoErrors(line -> false);
    }

    protected final TestBed bed() {
        return bed;
    }

    /** Starts a notifier that follows a script; it ends with the test. */
    protected final Sipp sipp(Scenario scenario) throws Exception {
        return open.closing(Sipp.start(Files.createTempDirectory(directory, ""), scenario));
    }

    /** Starts a notifier for messages that SIPp cannot send; it ends with the test. */
    protected final ScriptedNotifier notifier() {
        return open.closing(new ScriptedNotifier(bed.sipPort()));
    }

    /** Bob watches Alice, who is at this server, until the test ends. */
    protected final Recorder bobWatchesAliceAt(Sipp server) {
        return bobWatches(server.uriOf("alice"));
    }

    /** Bob watches this record until the test ends. */
    protected final Recorder bobWatches(String record) {
        Recorder bob = new Recorder();
        watch(record, bob);
        return bob;
    }

    /** Bob starts to watch this record. */
    protected final Subscription watch(String record, Recorder bob) {
        return open.closing(bed.qsa().subscribe(SubscriptionRequest.presence(record, BOB), bob));
    }

    /** Fails if SIPp has not seen another SUBSCRIBE in another dialog, or sees it earlier than it may. */
    protected static void assertAskedAnew(Sipp server, Duration notBefore) {
        List<Seen> subscribes = server.trace().subscribes();
        SipText first = subscribes.get(0).text();
        Seen last = subscribes.get(subscribes.size() - 1);
        assertThat(last.text().header("Call-ID")).isNotEqualTo(first.header("Call-ID"));
        assertThat(last.text().header("From")).isNotEqualTo(first.header("From"));
        assertThat(last.text().header("To")).doesNotContain("tag=");
        assertThat(last.after(server.trace().lastSentBefore(last)))
                .as("pause in%s", server.trace())
                .isGreaterThanOrEqualTo(notBefore);
    }
}
