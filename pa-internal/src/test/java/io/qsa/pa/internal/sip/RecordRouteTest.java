package io.qsa.pa.internal.sip;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.pa.internal.agent.Agents;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.core.SipSettings;
import io.qsa.sip.jain.JainTransport;
import io.qsa.sip.notifier.UserAgent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * F40, N34: proxies that record their route are in every 2xx to the SUBSCRIBEs of a dialog (RFC 3261 section 12.1.1).
 */
class RecordRouteTest {
    private static final String NEAR = "<sip:near.example.com;lr;did=1>;x=\"a,b\"";
    private static final String FAR = "<sip:192.0.2.9;transport=tcp;lr>, \"edge\" <sip:far.example.com;lr>";

    private final WatchersRig rig = new WatchersRig("auth", "none", "notify_interval", "0");
    private final UserAgent bob = new UserAgent("call-1");
    private final BlockingQueue<SipRequest> notifies = new LinkedBlockingQueue<>();
    private final BlockingQueue<SipResponse> responses = new LinkedBlockingQueue<>();

    private static SipRequest routed(SipRequest request) {
        return request.with("Record-Route", NEAR).with("Record-Route", FAR);
    }

    /** The first one, refreshes, and the end: each unchanged. */
    @Test
    void everyAnswerToASubscribeNamesThem() {
        SipResponse first = rig.handle(routed(bob.subscribe(600)));
        bob.establish(first);
        rig.endpoint.answer(200);

        assertThat(first.headers("Record-Route")).containsExactly(NEAR, FAR);
        assertThat(rig.handle(routed(bob.subscribe(600))).headers("Record-Route"))
                .containsExactly(NEAR, FAR);
        rig.endpoint.answer(200);
        assertThat(rig.handle(routed(bob.subscribe(0))).headers("Record-Route")).containsExactly(NEAR, FAR);
    }

    @Test
    void anAnswerWithoutANotifyNamesThem() {
        bob.establish(rig.handle(bob.subscribe(600)));
        String tag = rig.endpoint.answer(200).header("SIP-ETag").orElseThrow();

        SipResponse quiet = rig.handle(routed(bob.subscribe(600).with("Suppress-If-Match", tag)));

        assertThat(quiet.code()).isEqualTo(204);
        assertThat(quiet.headers("Record-Route")).containsExactly(NEAR, FAR);
    }

    @Test
    void whoWatchesTheWatchersIsAnsweredInTheSameWay() {
        SipResponse answer = rig.handle(routed(new UserAgent("call-2").subscribeToWatchers(600)));

        assertThat(answer.headers("Record-Route")).containsExactly(NEAR, FAR);
    }

    @Test
    void aDirectSubscribeIsAnsweredWithoutAny() {
        assertThat(rig.handle(bob.subscribe(600)).headers("Record-Route")).isEmpty();
    }

    @Test
    void aRefusalMakesNoDialogAndNamesNone() {
        SipResponse refused = rig.handle(routed(bob.subscribe(1)));

        assertThat(refused.code()).isEqualTo(423);
        assertThat(refused.headers("Record-Route")).isEmpty();
    }

    /** A client that uses only the route of the 2xx refreshes three times in one dialog, through the hop. */
    @Test
    void refreshesAndNotifiesGoThroughARecordRoutingHop() throws Exception {
        SipSettings settings = SipSettings.parse(Map.of("listen", "udp:127.0.0.1:0"));
        PresenceAgent agent = Agents.agent(new VirtualTimers(), "auth", "none", "notify_interval", "0");
        try (Endpoint server = Endpoint.start(settings, new JainTransport());
                Endpoint client = Endpoint.start(settings, new JainTransport());
                RecordRoutingHop hop = new RecordRoutingHop()) {
            server.handle(new SipFace(agent, server), Set.of("SUBSCRIBE"), Set.of("presence"));
            client.handle(this::onNotify, Set.of("NOTIFY"), Set.of("presence"));
            String alice = "sip:alice@"
                    + server.listeningPoints().get(0).uri().toString().substring("sip:".length());
            SipDialog dialog = subscribed(client, SipDialog.asking(alice, alice, List.of(hop.route())));
            String tag = dialog.remoteTag().orElseThrow();
            assertThat(dialog.routeSet()).containsExactly(hop.route());
            assertThat(hop.passed()).containsExactly("SUBSCRIBE", "NOTIFY");

            for (int refresh = 0; refresh < 3; refresh++) {
                dialog = subscribed(client, dialog);

                assertThat(dialog.remoteTag()).contains(tag);
                assertThat(hop.passed()).containsExactly("SUBSCRIBE", "NOTIFY");
            }
            assertThat(agent.sipWatchers(alice)).isEqualTo(1);
        }
    }

    private boolean onNotify(IncomingRequest incoming) {
        incoming.respond(200);
        return notifies.add(incoming.request());
    }

    /** The dialog after its next SUBSCRIBE, whose answer makes it if it is the first, and the NOTIFY that follows. */
    private SipDialog subscribed(Endpoint client, SipDialog dialog) throws InterruptedException {
        SipDialog next = dialog.advanced();
        client.send(next.request("SUBSCRIBE").with("Event", "presence").with("Expires", "600"), responses::add);
        SipResponse response = responses.poll(10, TimeUnit.SECONDS);
        assertThat(response.startLine()).isEqualTo("SIP/2.0 200 OK");
        assertThat(notifies.poll(10, TimeUnit.SECONDS).header("Subscription-State"))
                .contains("active;expires=600");
        return next.isEstablished() ? next : next.establishedBy(response);
    }
}
