package io.qsa.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import io.qsa.itests.peer.SelfSignedCertificate;
import io.qsa.itests.platform.Platform;
import io.qsa.pa.PresencePublisher;

/**
 * The vocabulary of tests of a whole platform: a fresh platform with our bundles for each test, its configuration, its
 * services, and the peers, which end with the test. The files of a test are below {@code target/runs}.
 */
public abstract class PlatformTest {
    public static final String BROKER = TestBed.BROKER;
    public static final String SIP = TestBed.SIP;
    public static final String PA = TestBed.PA;
    public static final String B2B = TestBed.B2B;

    protected static final String ALICE = "sip:alice@example.test";
    protected static final String BOB = "sip:bob@example.test";

    private final Resources open = new Resources();
    private final Publications publications = new Publications();
    private Path directory;
    private TestBed bed;
    private int certificates;

    @BeforeEach
    final void startPlatform(TestInfo test) throws IOException, BundleException {
        directory = Files.createDirectories(Path.of(
                "target",
                "runs",
                getClass().getSimpleName(),
                test.getTestMethod().orElseThrow().getName()));
        directory = Files.createTempDirectory(directory, "");
        bed = closing(TestBed.start(directory));
    }

    @AfterEach
    final void endEverything() throws Exception {
        open.closeAll();
        bed.assertNoErrors(this::isExpectedError);
    }

    /** Whether the test expects an ERROR line of the log. */
    protected boolean isExpectedError(String line) {
        return false;
    }

    protected final TestBed bed() {
        return bed;
    }

    protected final Platform platform() {
        return bed.platform();
    }

    protected final SubscriptionService qsa() {
        return bed.qsa();
    }

    /** Publishes a status with this note through the presence agent's service. */
    protected final void publish(String entity, String note) {
        publications.publish(platform().service(PresencePublisher.class), entity, note);
    }

    /** The present threads, sockets and services of our bundles. */
    protected final List<String> leftByOurBundles() {
        return bed.leftByOurBundles();
    }

    protected final void config(String pid, String... keysAndValues) {
        bed.config(pid, keysAndValues);
    }

    /** The port of the platform's own SIP endpoint, over UDP and TCP. */
    protected final int sipPort() {
        return bed.sipPort();
    }

    /** A Kamailio presence server that ends with the test. */
    protected final Kamailio kamailio(String... switches) {
        return kamailioGranting(3600, switches);
    }

    /** A Kamailio presence server that grants at most so many seconds. */
    protected final Kamailio kamailioGranting(int maxExpires, String... switches) {
        return closing(Kamailio.start(directory.resolve("kamailio"), maxExpires, switches));
    }

    /** A Kamailio presence server that ends with the test and also speaks TLS; the platform does too, and trusts it. */
    protected final Kamailio kamailioWithTls() {
        SelfSignedCertificate certificate = certificate("IP:127.0.0.1");
        return kamailioWithTls(certificate, certificate);
    }

    /** A Kamailio presence server with this certificate, and a platform that trusts the other one. */
    protected final Kamailio kamailioWithTls(SelfSignedCertificate certificate, SelfSignedCertificate trusted) {
        int tlsPort = FreePort.next();
        config(
                SIP,
                "listen",
                "udp:127.0.0.1:" + sipPort() + ", tcp:127.0.0.1:" + sipPort() + ", tls:127.0.0.1:" + tlsPort,
                "tls_certificate",
                certificate.certificate().toString(),
                "tls_private_key",
                certificate.privateKey().toString(),
                "tls_ca_list",
                trusted.certificate().toString());
        return closing(Kamailio.startWithTls(directory.resolve("kamailio"), certificate));
    }

    /** A certificate for a name such as {@code IP:127.0.0.1} or {@code DNS:example.test}, signed by itself. */
    protected final SelfSignedCertificate certificate(String name) {
        return SelfSignedCertificate.make(directory.resolve("certificate-" + certificates++), name);
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
        return open.closing(resource);
    }
}
