package io.qsa.itests.pa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.qsa.itests.PlatformTest;
import io.qsa.itests.peer.SipClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same user agents at our presence agent and at a Kamailio presence server. */
class PresenceServersIT extends PlatformTest {
    private static final int TIMES = 20;

    @TempDir
    private Path rules;

    /** N01, N02, N04, N09, N12, N25, P01, P05, P06, P07, P09. */
    @Test
    void ourAgentAnswersAsTheRfcsWant() {
        assertThat(played(sipPort())).isEqualTo(outcomes(Exchange::outcome));
    }

    /** Differences from the RFCs are explained in docs/presence-servers.md. */
    @Test
    void kamailioAnswersAsIsListed() {
        assertThat(played(kamailio().port())).isEqualTo(outcomes(Exchange::ofKamailio));
    }

    private static Map<String, String> played(int port) {
        return outcomes(exchange -> exchange.playAgainst(port));
    }

    private static Map<String, String> outcomes(Function<Exchange, String> outcome) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        Exchange.ALL.forEach(exchange -> outcomes.put(exchange.what(), outcome.apply(exchange)));
        return outcomes;
    }

    /** N06, N10, P02, P03, P04. */
    @Test
    void sippPublishesAndWatchesAtOurAgent() {
        publishAndWatch(sipPort());
    }

    @Test
    void sippPublishesAndWatchesAtKamailio() {
        publishAndWatch(kamailio().port());
    }

    private void publishAndWatch(int port) {
        SippUserAgent sipp = new SippUserAgent(rules.resolve("sipp"), port);
        sipp.play("publisher", TIMES, "alice", "alice");
        sipp.play("watcher", TIMES, "bob", "alice");
    }

    /** N13, X17, F51: an unknown sender is challenged, and the right password authenticates; SIPp reads the first challenge. */
    @Test
    void sippProvesWhoItIs() throws IOException {
        Files.writeString(
                rules.resolve("alice@example.test.xml"),
                """
                <cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:pr="urn:ietf:params:xml:ns:pres-rules">
                  <cp:rule id="herself">
                    <cp:conditions><cp:identity><cp:one id="sip:alice@example.test"/></cp:identity></cp:conditions>
                    <cp:actions><pr:sub-handling>allow</pr:sub-handling></cp:actions>
                  </cp:rule>
                </cp:ruleset>
                """);
        config("io.qsa.pa.users~alice", "username", "alice", "uris", ALICE, ".password", "secret");
        config(
                PA,
                "auth",
                "rules",
                "algorithms",
                "MD5, SHA-256",
                "rules_directory",
                rules.toAbsolutePath().toString());
        platform().awaitService("io.qsa.sip.notifier.users.PresenceUsers");
        await().atMost(Duration.ofSeconds(30)).until(() -> strangerGets() == 401);

        SippUserAgent sipp = new SippUserAgent(rules.resolve("sipp"), sipPort());
        sipp.play("publisher-digest", TIMES, "alice", "alice");
        sipp.play("fetcher-digest", TIMES, "alice", "alice");
    }

    private int strangerGets() {
        try (SipClient stranger = new SipClient(sipPort())) {
            return stranger.request("SUBSCRIBE", ALICE, "Event: presence\nExpires: 600", "")
                    .status();
        }
    }
}
