package io.qsa.sip.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.Handlers;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.endpoint.internal.tls.Authority;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointRunnerTest {
    private final BlockingQueue<String> services = new LinkedBlockingQueue<>();
    private final EndpointRunner runner =
            new EndpointRunner(new Handlers(), new CredentialStore(), new Services(), Duration.ofMillis(200));

    @TempDir
    private Path folder;

    /** How many more times the service cannot be offered. */
    private volatile int broken;

    private volatile boolean cannotWithdraw;

    private final class Services implements EndpointRunner.Registrar {
        private boolean offered;

        @Override
        public void offer(Endpoint endpoint) {
            if (broken > 0) {
                broken--;
                throw new IllegalStateException("no service today");
            }
            if (!offered) {
                services.add("offered with " + endpoint.listeningPoints().size());
            }
            offered = true;
        }

        @Override
        public void withdraw() {
            if (cannotWithdraw) {
                throw new IllegalStateException("the bundle is stopping");
            }
            if (offered) {
                services.add("withdrawn");
            }
            offered = false;
        }
    }

    @BeforeEach
    void thereIsATransport() {
        runner.use(Optional.of(new JainTransport()));
    }

    @AfterEach
    void stop() {
        runner.stop(5000);
    }

    private void listen(String listen) {
        runner.apply(SipSettings.parse(Map.of("listen", listen)));
    }

    private String nextService() throws InterruptedException {
        return services.poll(10, TimeUnit.SECONDS);
    }

    private void awaitThat(BooleanSupplier done) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            assertThat(services.poll(50, TimeUnit.MILLISECONDS)).isNull();
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Test
    void offersTheServiceWhenItListensAndWithdrawsItBeforeItStops() throws Exception {
        listen("udp:127.0.0.1:0, tcp:127.0.0.1:0");
        assertThat(nextService()).isEqualTo("offered with 2");

        runner.stop(5000);
        assertThat(services).containsExactly("withdrawn");
    }

    @Test
    void keepsTheServiceWhenAListeningPointIsAdded() throws Exception {
        listen("udp:127.0.0.1:0");
        assertThat(nextService()).isEqualTo("offered with 1");
        listen("udp:127.0.0.1:0, tcp:127.0.0.1:0");

        runner.stop(5000);
        assertThat(services).containsExactly("withdrawn");
    }

    @Test
    void offersTheServiceAnewWhenAListeningPointChanges() throws Exception {
        listen("udp:127.0.0.1:0, tcp:127.0.0.1:0");
        listen("udp:127.0.0.1:0");

        assertThat(nextService()).isEqualTo("offered with 2");
        assertThat(nextService()).isEqualTo("withdrawn");
        assertThat(nextService()).isEqualTo("offered with 1");
    }

    @Test
    void servesAtTheOtherPointsWhileAPortIsTaken() throws Exception {
        try (ServerSocket taken = taken()) {
            listen("tcp:127.0.0.1:" + taken.getLocalPort() + ", udp:127.0.0.1:0");

            assertThat(nextService()).isEqualTo("offered with 1");
            assertThat(runner.missing()).containsOnlyKeys("tcp:127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void waitsForItsOnlyPort() throws Exception {
        try (ServerSocket taken = taken()) {
            listen("tcp:127.0.0.1:" + taken.getLocalPort());
            listen("tcp:127.0.0.1:" + taken.getLocalPort());
            runner.stop(5000);
        }

        assertThat(services).isEmpty();
        assertThat(runner.missing()).hasSize(1);
    }

    @Test
    void takesItsOnlyPortByItselfWhenItIsFree() throws Exception {
        int port;
        try (ServerSocket taken = taken()) {
            port = taken.getLocalPort();
            listen("tcp:127.0.0.1:" + port);
            assertThat(services.poll(300, TimeUnit.MILLISECONDS)).isNull();
        }

        assertThat(nextService()).isEqualTo("offered with 1");
        assertThat(runner.missing()).isEmpty();
    }

    @Test
    void waitsWhileThereIsNoTransport() throws Exception {
        runner.use(Optional.empty());
        listen("udp:127.0.0.1:0");
        assertThat(services.poll(100, TimeUnit.MILLISECONDS)).isNull();
        assertThat(runner.missing()).containsOnlyKeys("anywhere");

        runner.use(Optional.of(new JainTransport()));
        assertThat(nextService()).isEqualTo("offered with 1");
        assertThat(runner.missing()).isEmpty();
    }

    /** As when the bundle of a transport is updated just then: its classes cannot be loaded any more. */
    @Test
    void aTransportThatGoesWhileItIsTakenIsNoTrouble() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        runner.use(Optional.of(workers -> {
            taken.countDown();
            await(gone);
            throw new NoClassDefFoundError("of a bundle that is gone");
        }));
        listen("udp:127.0.0.1:0");
        assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
        runner.use(Optional.of(new JainTransport()));
        gone.countDown();

        assertThat(nextService()).isEqualTo("offered with 1");
        assertThat(runner.missing()).isEmpty();
    }

    /** The bundle of a transport may have stopped before its service is unregistered. */
    @Test
    void aTransportWhoseClassesCannotBeLoadedIsTriedAgainBeforeThatIsAnError() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        runner.use(Optional.of(workers -> {
            if (tries.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("of a bundle that stops");
            }
            return new JainTransport().sockets(workers);
        }));
        listen("udp:127.0.0.1:0");

        assertThat(nextService()).isEqualTo("offered with 1");
        assertThat(runner.failedTasks()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void changesTheTransportUnderItsListeningPoints() throws Exception {
        listen("udp:127.0.0.1:0, tcp:127.0.0.1:0");
        assertThat(nextService()).isEqualTo("offered with 2");

        runner.use(Optional.of(new JainTransport()));

        assertThat(nextService()).isEqualTo("withdrawn");
        assertThat(nextService()).isEqualTo("offered with 2");
    }

    /** F74. */
    @Test
    void triesAgainWhenTheServiceCannotBeOffered() throws Exception {
        broken = 2;
        listen("udp:127.0.0.1:0");

        assertThat(nextService()).isEqualTo("offered with 1");
        assertThat(runner.missing()).isEmpty();
    }

    /** F74: the operator sees what is missing, and why. */
    @Test
    void saysThatTheServiceCannotBeOffered() throws Exception {
        broken = Integer.MAX_VALUE;
        listen("udp:127.0.0.1:0");
        assertThat(services.poll(300, TimeUnit.MILLISECONDS)).isNull();

        assertThat(runner.missing())
                .hasEntrySatisfying("the service", reason -> assertThat(reason).contains("no service today"));
        assertThat(runner.failedTasks()).isPositive();
    }

    /** F74. */
    @Test
    void changesItsPointsAlsoWhenTheServiceDoesNotEndAsItShould() throws Exception {
        listen("udp:127.0.0.1:0, tcp:127.0.0.1:0");
        assertThat(nextService()).isEqualTo("offered with 2");
        cannotWithdraw = true;
        listen("udp:127.0.0.1:0");
        awaitThat(() -> runner.endpoint().orElseThrow().listeningPoints().size() == 1);
    }

    /** F74: a key whose algorithm lacks its parameters, which makes the reader of the JDK throw a NullPointerException. */
    @Test
    void servesAtTheOtherPointsWhileAKeyFileCannotBeReadAndTriesAgain() throws Exception {
        Path keys = folder.resolve("keys.pem");
        String certificate = Files.readString(new Authority().issue("a").write(keys));
        Files.writeString(
                keys,
                certificate.replaceAll("(?s)-----BEGIN PRIVATE KEY.*?END PRIVATE KEY-----", "")
                        + "-----BEGIN ENCRYPTED PRIVATE KEY-----MBAwCwYJKoZIhvcNAQUDBAEA-----END");
        runner.apply(SipSettings.parse(
                Map.of("listen", "udp:127.0.0.1:0, tls:127.0.0.1:0", "tls_certificate", keys.toString())));

        assertThat(nextService()).isEqualTo("offered with 1");
        assertThat(runner.missing()).containsOnlyKeys("tls:127.0.0.1:0");
        assertThat(runner.failedTasks()).isZero();

        Files.writeString(keys, certificate);
        Files.setLastModifiedTime(keys, FileTime.fromMillis(0));
        awaitThat(() -> runner.missing().isEmpty());
    }

    @Test
    void triesNothingAgainAfterItsEnd() throws Exception {
        int port;
        try (ServerSocket taken = taken()) {
            port = taken.getLocalPort();
            listen("tcp:127.0.0.1:" + port);
            assertThat(services.poll(50, TimeUnit.MILLISECONDS)).isNull();
            runner.stop(5000);
        }

        assertThat(services.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }
}
