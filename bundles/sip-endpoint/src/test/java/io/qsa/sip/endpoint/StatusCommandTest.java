package io.qsa.sip.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.base.command.RecordedCall;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.endpoint.internal.core.Count;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.Handlers;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;

class StatusCommandTest {
    private final CountDownLatch offered = new CountDownLatch(1);
    private final EndpointRunner runner =
            new EndpointRunner(new Handlers(), new CredentialStore(), new EndpointRunner.Registrar() {
                @Override
                public void offer(Endpoint endpoint) {
                    offered.countDown();
                }

                @Override
                public void withdraw() {
                    // Not looked at.
                }
            });
    private final StatusCommand command = new StatusCommand(runner);

    private List<List<Object>> rows() {
        RecordedCall call = new RecordedCall(Map.of());
        command.execute(call);
        return call.table().rows();
    }

    @Test
    void showsListeningPointsAndCounters() throws Exception {
        runner.use(Optional.of(new JainTransport()));
        runner.apply(SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0")));
        assertThat(offered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(rows()).hasSize(4 + Count.values().length);
        assertThat(rows().get(0).get(0)).isEqualTo("listening");
        assertThat(rows().get(0).get(1)).asString().startsWith("udp:127.0.0.1:");
        assertThat(rows()).contains(List.of("requests received", 0L));
        runner.stop(5000);
    }

    @Test
    @DisplayName("U14: shows a next hop that was given up")
    void showsTheHopsInTrouble() throws Exception {
        runner.use(Optional.of(new JainTransport()));
        runner.apply(SipSettings.parse(Map.of("listen", "tcp:127.0.0.1:0", "breaker_failures", "1")));
        assertThat(offered.await(10, TimeUnit.SECONDS)).isTrue();
        CountDownLatch answered = new CountDownLatch(1);
        SipRequest request = SipDialog.asking("sip:bob@example.com", "sip:127.0.0.1:9;transport=tcp", List.of())
                .advanced()
                .request("OPTIONS");
        runner.endpoint().orElseThrow().send(request, response -> answered.countDown());
        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(rows())
                .anySatisfy(row ->
                        assertThat(row.get(1)).asString().matches("tcp:127.0.0.1:9 \\(dead, next probe in \\d+ s, .*"));
        runner.stop(5000);
    }

    @Test
    void showsNothingBeforeThereIsAnEndpoint() {
        assertThat(rows()).isEmpty();
        assertThat(command.syntax().isTable()).isTrue();
        runner.stop(5000);
    }
}
