package io.qsa.pa.internal.sip;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.jain.JainTransport;
import io.qsa.sip.notifier.users.PresenceUser;

import static org.assertj.core.api.Assertions.assertThat;

/** Both sides authenticate each other, on real endpoints. */
class AuthenticatedLoopbackTest {
    private static final String BOB = "sip:bob@example.com";

    private final PresenceAgent agent = Agents.agent(new VirtualTimers(), "auth", "rules");
    private final BlockingQueue<SipRequest> notifies = new LinkedBlockingQueue<>();
    private final BlockingQueue<SipResponse> responses = new LinkedBlockingQueue<>();
    private final CredentialStore ofAgent = new CredentialStore();
    private final CredentialStore ofBob = new CredentialStore();
    private Endpoint server;
    private Endpoint client;
    private SipFace face;

    @BeforeEach
    void start() throws IOException {
        SipSettings settings = SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0"));
        server = Endpoint.start(settings, new JainTransport(), ofAgent);
        client = Endpoint.start(settings, new JainTransport(), ofBob);
        agent.authoriseBy((presentity, watcher) -> Optional.of(SubHandling.ALLOW));
        face = new SipFace(agent, server);
        face.users = List.of(name -> Optional.of(PresenceUser.withPassword(name, "builder", List.of(BOB))));
        server.handle(face, Set.of("SUBSCRIBE", "PUBLISH"), Set.of("presence"));
        client.handle(this::onNotify, Set.of("NOTIFY"), Set.of("presence"));
    }

    @AfterEach
    void stop() {
        agent.apply(Agents.settings("stop_timeout", "0"));
        face.deactivate();
        client.close();
        server.close();
    }

    private boolean onNotify(IncomingRequest incoming) {
        boolean challenged = incoming.request().header("Proxy-Authorization").isEmpty();
        SipResponse response = SipResponse.to(incoming.request(), challenged ? 407 : 200);
        incoming.respond(
                challenged
                        ? response.with("Proxy-Authenticate", "Digest realm=\"bob\", nonce=\"n1\", qop=\"auth\"")
                        : response);
        return notifies.add(incoming.request());
    }

    private static void put(CredentialStore store, String subscriber, String realm, String password) {
        store.put(
                realm,
                CredentialSettings.parse(Map.of(
                        "subscriber",
                        subscriber,
                        "realm",
                        realm,
                        "hosts",
                        "127.0.0.1",
                        "username",
                        "bob",
                        ".password",
                        password)));
    }

    private SipResponse subscribe() throws InterruptedException {
        String alice =
                "sip:alice@" + server.listeningPoints().get(0).uri().toString().substring("sip:".length());
        client.send(
                SipDialog.asking(BOB, alice, List.of())
                        .advanced()
                        .request("SUBSCRIBE")
                        .with("Event", "presence"),
                responses::add);
        return responses.poll(10, TimeUnit.SECONDS);
    }

    private SipRequest nextNotify() throws InterruptedException {
        return notifies.poll(10, TimeUnit.SECONDS);
    }

    /** N13. */
    @Test
    void whoKnowsNoPasswordGetsAChallengeAndNoNotify() throws InterruptedException {
        assertThat(subscribe().code()).isEqualTo(401);
        assertThat(agent.presentities()).isEmpty();
        assertThat(notifies).isEmpty();
    }

    /** N21: the challenge of a watcher is answered, and does not end its subscription. */
    @Test
    void whoKnowsThePasswordWatchesAndMayAskTheAgentWhoItIs() throws InterruptedException {
        put(ofBob, BOB, "qsa", "builder");
        put(ofAgent, "*@127.0.0.1", "bob", "agent's");

        assertThat(subscribe().code()).isEqualTo(200);
        assertThat(nextNotify().header("Proxy-Authorization")).isEmpty();
        SipRequest again = nextNotify();

        assertThat(again.header("Subscription-State")).contains("active;expires=3600");
        assertThat(again.header("Proxy-Authorization")).isPresent();
        assertThat(agent.presentities().get(0).sipWatchers()).isEqualTo(1);
    }
}
