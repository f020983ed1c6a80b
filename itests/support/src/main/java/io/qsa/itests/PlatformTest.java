package io.qsa.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.osgi.framework.BundleException;

import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.itests.peer.FreePort;
import io.qsa.itests.peer.Kamailio;
import io.qsa.itests.platform.Footprint;
import io.qsa.itests.platform.Platform;
import io.qsa.pa.PresencePublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The words in which a test of a whole platform is written: a fresh platform with our bundles for each test, its
 * configuration, its services, and the peers, which end with the test. What a test leaves is below {@code target/runs}.
 */
public abstract class PlatformTest {
    public static final String BROKER = "io.qsa.broker";
    public static final String SIP = "io.qsa.sip";
    public static final String PA = "io.qsa.pa";
    public static final String B2B = "io.qsa.presence_b2b";

    protected static final String ALICE = "sip:alice@example.test";
    protected static final String BOB = "sip:bob@example.test";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Publications publications = new Publications();
    private Path directory;
    private Platform platform;
    private Footprint bare;
    private int sipPort;

    @BeforeEach
    final void startPlatform(TestInfo test) throws IOException, BundleException {
        directory = Files.createDirectories(Path.of(
                "target",
                "runs",
                getClass().getSimpleName(),
                test.getTestMethod().orElseThrow().getName()));
        directory = Files.createTempDirectory(directory, "");
        platform = Platform.start(directory);
        open.push(platform);
        sipPort = FreePort.next();
        config(SIP, "listen", "udp:127.0.0.1:" + sipPort + ", tcp:127.0.0.1:" + sipPort);
        config(PA, "auth", "none");
        bare = Footprint.of(platform);
        platform.withOurs();
    }

    @AfterEach
    final void endEverything() throws Exception {
        closeAll();
        assertThat(platform.log().errors())
                .as("ERROR lines in %s", platform.log().path())
                .allMatch(this::isExpectedError);
    }

    /** Closes the newest first, and each also if another one fails. */
    private void closeAll() throws Exception {
        if (open.isEmpty()) {
            return;
        }
        try {
            open.pop().close();
        } finally {
            closeAll();
        }
    }

    /** Whether an ERROR line in the log is what the test wanted to see. */
    protected boolean isExpectedError(String line) {
        return false;
    }

    protected final Platform platform() {
        return platform;
    }

    protected final SubscriptionService qsa() {
        return platform.service(SubscriptionService.class);
    }

    /** Publishes a status with this note through the presence agent's service. */
    protected final void publish(String entity, String note) {
        publications.publish(platform.service(PresencePublisher.class), entity, note);
    }

    /** What our bundles hold of threads, sockets and services at this moment. */
    protected final List<String> leftByOurBundles() {
        return Footprint.of(platform).leftSince(bare);
    }

    protected final void config(String pid, String... keysAndValues) {
        platform.config(pid, keysAndValues);
    }

    /** The port of the platform's own SIP endpoint, over UDP and TCP. */
    protected final int sipPort() {
        return sipPort;
    }

    /** A Kamailio presence server that ends with the test. */
    protected final Kamailio kamailio() {
        return kamailioGranting(3600);
    }

    /** A Kamailio presence server that grants at most so many seconds. */
    protected final Kamailio kamailioGranting(int maxExpires) {
        return closing(Kamailio.start(directory.resolve("kamailio"), maxExpires));
    }

    /** A Kamailio presence server that wants digest credentials, and grants at most so many seconds. */
    protected final Kamailio kamailioWithDigest(int maxExpires) {
        return closing(Kamailio.startWithDigest(directory.resolve("kamailio"), maxExpires));
    }

    /** Bob watches Alice until the test ends. */
    protected final Recorder bobWatchesAlice() {
        Recorder recorder = new Recorder();
        Subscription subscription = qsa().subscribe(SubscriptionRequest.presence(ALICE, BOB), recorder);
        closing(subscription);
        return recorder;
    }

    /** Closes something at the end of the test, before what was opened earlier. */
    protected final <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }
}
