package io.qsa.sip.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.Handlers;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;

class EndpointRunnerTest {
    private final BlockingQueue<String> services = new LinkedBlockingQueue<>();
    private final EndpointRunner runner =
            new EndpointRunner(new Handlers(), new CredentialStore(), new Services(), 200);

    private final class Services implements EndpointRunner.Registrar {
        private boolean offered;

        @Override
        public void offer(Endpoint endpoint) {
            if (!offered) {
                services.add("offered with " + endpoint.listeningPoints().size());
            }
            offered = true;
        }

        @Override
        public void withdraw() {
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

    @Test
    void changesTheTransportUnderItsListeningPoints() throws Exception {
        listen("udp:127.0.0.1:0, tcp:127.0.0.1:0");
        assertThat(nextService()).isEqualTo("offered with 2");

        runner.use(Optional.of(new JainTransport()));

        assertThat(nextService()).isEqualTo("withdrawn");
        assertThat(nextService()).isEqualTo("offered with 2");
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
