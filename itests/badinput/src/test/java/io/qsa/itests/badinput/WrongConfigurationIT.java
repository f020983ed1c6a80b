package io.qsa.itests.badinput;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.itests.peer.FreePort;
import io.qsa.itests.peer.SipClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Q10: a wrong value is one clear line in the log; the old settings stay in force. */
class WrongConfigurationIT extends PlatformTest {
    private final Set<String> expected = new HashSet<>();
    private Recorder bob;

    @BeforeEach
    void bobHearsFromTheAgentOverSip() throws InterruptedException {
        config(PA, "notify_interval", "0");
        config(B2B, "presence_outbound_proxy", "sip:127.0.0.1:" + sipPort(), "on_error_retry_time", "1");
        bob = bobWatchesAlice();
        publish(ALICE, "at first");
        bob.awaitText("at first");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "io.qsa.broker       | move_rate                     | quick",
                "io.qsa.broker       | notifier.target               | (qsa.notifier=",
                "io.qsa.broker       | routes                        | presence=pa",
                "io.qsa.sip          | listen                        | carrier pigeon",
                "io.qsa.sip          | max_body_size                 | -1",
                "io.qsa.presence_b2b | default_expiration            | 1e9",
                "io.qsa.presence_b2b | presence_outbound_proxy       | http://127.0.0.1",
                "io.qsa.presence_b2b | handle_presence_subscriptions | perhaps",
                "io.qsa.pa           | auth                          | everybody",
                "io.qsa.pa           | accept_internal_subscriptions | perhaps",
                "io.qsa.pa           | max_publish_expiration        | 0",
            })
    void aBrokenValueIsNamedAndChangesNothing(String pid, String key, String value) throws InterruptedException {
        expected.add(pid);

        config(pid, key, value);

        await().untilAsserted(
                        () -> assertThat(errors()).singleElement().asString().contains(pid, key, value));
        theNextStatusArrives();
    }

    /** All values of one update are applied or none. */
    @Test
    void aBrokenValueKeepsTheGoodOnesBesideItOut() throws InterruptedException {
        expected.add(B2B);

        config(B2B, "presence_outbound_proxy", "sip:127.0.0.1:9", "resubscribe_delta", "soon");

        await().until(() -> errors().size() == 1);
        closing(qsa().subscribe(SubscriptionRequest.presence(ALICE, "sip:carol@example.test"), bob));
        theNextStatusArrives();
    }

    /** F131: at a start one wrong value does not affect the good ones. */
    @Test
    void atAStartTheGoodValuesBesideABrokenOneCount() throws BundleException, InterruptedException {
        expected.add(SIP);
        Bundle sip = platform().bundle(SIP);
        sip.stop();
        config(SIP, "max_body_size", "-1", "t1", "soon");

        sip.start();

        await().until(() -> answersAt(sipPort()));
        assertThat(errors())
                .singleElement()
                .asString()
                .contains("max_body_size", "its default holds: 65536", "t1", "its default holds: 500");
        theNextStatusArrives();
    }

    /** F131. */
    @Test
    void aKeyThatNobodyKnowsIsToldWithTheOneThatIsNearest() throws InterruptedException {
        config(PA, "notify_intervall", "3");

        await().until(() -> !platform()
                .log()
                .lines("| WARN ", "notify_intervall (did you mean notify_interval?)")
                .isEmpty());
        theNextStatusArrives();
    }

    @Test
    void aPortThatIsTakenIsNamedAndTheOtherListeningPointsRun() throws IOException, InterruptedException {
        int other = FreePort.next();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            expected.add("127.0.0.1:" + taken.getLocalPort());
            String listen = "udp:127.0.0.1:%d, tcp:127.0.0.1:%d, udp:127.0.0.1:%d";

            config(SIP, "listen", listen.formatted(sipPort(), taken.getLocalPort(), other));

            await().untilAsserted(() ->
                    assertThat(errors()).singleElement().asString().contains("tcp:127.0.0.1:" + taken.getLocalPort()));
            await().until(() -> answersAt(other) && answersAt(sipPort()));
            theNextStatusArrives();
        }
    }

    private boolean answersAt(int port) {
        try (SipClient anybody = new SipClient(port)) {
            return anybody.hearsFromServer();
        }
    }

    private void theNextStatusArrives() throws InterruptedException {
        publish(ALICE, "unharmed");
        bob.awaitText("unharmed");
        bob.assertNoEnd();
    }

    private List<String> errors() {
        return platform().log().errors();
    }

    @Override
    protected boolean isExpectedError(String line) {
        return expected.stream().anyMatch(line::contains);
    }
}
