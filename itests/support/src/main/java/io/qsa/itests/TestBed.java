package io.qsa.itests;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

import org.osgi.framework.BundleException;

import io.qsa.SubscriptionService;
import io.qsa.itests.peer.FreePort;
import io.qsa.itests.platform.Footprint;
import io.qsa.itests.platform.Platform;

import static org.assertj.core.api.Assertions.assertThat;

/** A plain Felix platform with our bundles, whose SIP endpoint is at a free port of loopback. Safe for any thread. */
public final class TestBed implements AutoCloseable {
    public static final String BROKER = "io.qsa.broker";
    public static final String SIP = "io.qsa.sip";
    public static final String PA = "io.qsa.pa";
    public static final String B2B = "io.qsa.presence_b2b";

    private final Platform platform;
    private final Footprint bare;
    private final int sipPort = FreePort.next();

    private TestBed(Platform platform) {
        this.platform = platform;
        config(SIP, "listen", "udp:127.0.0.1:" + sipPort + ", tcp:127.0.0.1:" + sipPort);
        config(PA, "auth", "none");
        bare = Footprint.of(platform);
    }

    /** Starts the platform and our bundles; all that it writes is in the directory. */
    public static TestBed start(Path directory) throws BundleException {
        return new TestBed(Platform.start(directory)).started();
    }

    /** Starts a platform beside which there may be others in the JVM; so it has no commands and no MBeans. */
    public static TestBed startBesideOthers(Path directory) throws BundleException {
        return new TestBed(Platform.startBesideOthers(directory)).started();
    }

    private TestBed started() throws BundleException {
        try {
            platform.withOurs();
        } catch (BundleException | RuntimeException e) {
            close();
            throw e;
        }
        return this;
    }

    public Platform platform() {
        return platform;
    }

    public SubscriptionService qsa() {
        return platform.service(SubscriptionService.class);
    }

    /** Sets keys of a configuration and keeps its other keys. */
    public void config(String pid, String... keysAndValues) {
        platform.config(pid, keysAndValues);
    }

    /** The port of the SIP endpoint, over UDP and TCP. */
    public int sipPort() {
        return sipPort;
    }

    /** The present threads, sockets and services of our bundles. */
    List<String> leftByOurBundles() {
        return Footprint.of(platform).leftSince(bare);
    }

    /** Fails if the log has a line of level ERROR that is not expected. */
    public void assertNoErrors(Predicate<String> expected) {
        assertThat(platform.log().errors())
                .as("ERROR lines in %s", platform.log().path())
                .allMatch(expected);
    }

    @Override
    public void close() throws BundleException {
        platform.close();
    }
}
