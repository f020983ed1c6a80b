package io.qsa.pa.internal.sip;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.internal.agent.EntityTags;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.journal.Journals;
import io.qsa.presence.PidfReader;
import io.qsa.presence.PidfWriter;
import io.qsa.presence.PresenceInfo;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.jain.JainTransport;
import io.qsa.sip.notifier.UserAgent;

import static io.qsa.pa.internal.agent.Agents.closed;
import static io.qsa.pa.internal.agent.Agents.open;
import static io.qsa.pa.internal.agent.Agents.settings;
import static org.assertj.core.api.Assertions.assertThat;

/** The SIP face on a real endpoint, and a watcher and publisher on another one. */
class LoopbackTest {
    private final ExecutorService lanes = Executors.newFixedThreadPool(2);
    private final PresenceAgent agent = new PresenceAgent(
            lanes,
            new VirtualTimers(),
            new EntityTags(),
            settings("auth", "none", "notify_interval", "0"),
            Journals.none(new VirtualTimers()));
    private final BlockingQueue<SipRequest> notifies = new LinkedBlockingQueue<>();
    private final BlockingQueue<SipResponse> responses = new LinkedBlockingQueue<>();
    private Endpoint server;
    private Endpoint client;
    private SipFace face;

    private void start(String transport) throws IOException {
        SipSettings settings = SipSettings.parse(Map.of("listen", transport + ":127.0.0.1:0"));
        server = Endpoint.start(settings, new JainTransport());
        client = Endpoint.start(settings, new JainTransport());
        face = new SipFace(agent, server);
        server.handle(face, Set.of("SUBSCRIBE", "PUBLISH"), Set.of("presence"));
        client.handle(this::onNotify, Set.of("NOTIFY"), Set.of("presence"));
    }

    private boolean onNotify(IncomingRequest incoming) {
        incoming.respond(200);
        return notifies.add(incoming.request());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        lanes.shutdownNow();
    }

    /** N06, N10, N16, P01, P03. */
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aWatcherFollowsWhatIsPublishedUntilTheAgentGoes(String transport) throws Exception {
        start(transport);
        String alice =
                "sip:alice@" + server.listeningPoints().get(0).uri().toString().substring("sip:".length());
        // F64: how it was asked for is no part of it.
        String entity = alice.replace(";transport=" + transport, "");
        SipDialog first = subscribed(SipDialog.asking("sip:bob@example.com", alice, List.of()), 600);
        assertThat(nextNotify().header("Subscription-State")).contains("active;expires=600");
        SipDialog second = subscribed(SipDialog.asking("sip:carol@example.com", alice, List.of()), 600);
        nextNotify();

        String tag = publish(alice, "", open("a"));
        assertThat(nextStatus()).isEqualTo(open("a").withEntity(entity));
        assertThat(nextStatus()).isEqualTo(open("a").withEntity(entity));
        subscribed(first, 0);
        assertThat(nextNotify().header("Subscription-State")).contains("terminated;reason=timeout");
        publish(alice, tag, closed("a"));
        assertThat(nextStatus()).isEqualTo(closed("a").withEntity(entity));
        subscribed(second, 300);
        assertThat(nextNotify().header("Subscription-State")).contains("active;expires=300");

        face.deactivate();
        assertThat(nextNotify().header("Subscription-State")).contains("terminated;reason=deactivated");
        assertThat(agent.presentities().get(0).sipWatchers()).isZero();
        assertThat(notifies).isEmpty();
    }

    private SipDialog subscribed(SipDialog dialog, int expires) throws InterruptedException {
        SipDialog next = dialog.advanced();
        client.send(
                next.request("SUBSCRIBE").with("Event", "presence").with("Expires", String.valueOf(expires)),
                responses::add);
        SipResponse response = responses.poll(10, TimeUnit.SECONDS);
        assertThat(response.startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(response.header("Expires")).contains(String.valueOf(expires));
        return next.isEstablished() ? next : next.establishedBy(response);
    }

    private String publish(String entity, String tag, PresenceInfo info) throws InterruptedException {
        SipRequest publish = SipDialog.asking(entity, entity, List.of())
                .advanced()
                .request("PUBLISH")
                .with("Event", "presence")
                .withBody(UserAgent.PIDF, PidfWriter.write(info));
        client.send(tag.isEmpty() ? publish : publish.with("SIP-If-Match", tag), responses::add);
        return responses.poll(10, TimeUnit.SECONDS).header("SIP-ETag").orElseThrow();
    }

    private SipRequest nextNotify() throws InterruptedException {
        return notifies.poll(10, TimeUnit.SECONDS);
    }

    private PresenceInfo nextStatus() throws Exception {
        return PidfReader.read(nextNotify().body());
    }
}
