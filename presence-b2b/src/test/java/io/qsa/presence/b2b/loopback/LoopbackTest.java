package io.qsa.presence.b2b.loopback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.base.statistics.Counters;
import io.qsa.base.timer.WheelTimers;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.event.PresencePackage;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.presence.b2b.internal.sip.DialogSettings;
import io.qsa.presence.b2b.internal.sip.Legs;
import io.qsa.presence.b2b.internal.sip.PeerRules;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.core.Endpoint;
import io.qsa.sip.endpoint.internal.digest.Credential;
import io.qsa.sip.endpoint.internal.digest.CredentialSettings;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.spi.NotifierSubscription;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole way over real sockets, to a scripted presence server. */
@Timeout(60)
class LoopbackTest {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackTest.class);

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @DisplayName("S40 S42 S85 S92 S43 S70 B29 a subscription lives its life over the network")
    void livesItsLifeOverTheNetwork(String transport) throws Exception {
        try (ScriptedServer server = new ScriptedServer(transport);
                Endpoint endpoint = ScriptedServer.endpoint(transport);
                WheelTimers timers = new WheelTimers("loopback-timer", LOG::error)) {
            Legs legs = legs(timers, endpoint);
            Recorder subscription =
                    new Recorder(SubscriptionRequest.presence(server.address("alice"), "sip:bob@example.com"));
            legs.subscribe(subscription);

            IncomingRequest first = server.nextSubscribe();
            Peer peer = new Peer(first.request());
            assertThat(first.request().elements("Contact")).hasSize(1);
            assertThat(server.notify(peer.notify("active;expires=600", Peer.pidf("open"))))
                    .isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");
            server.accept(first, peer, 600);

            assertThat(server.notify(peer.notify("active", Peer.pidf("closed"))))
                    .isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");
            assertThat(server.notify(peer.notify("active").without("Call-ID").with("Call-ID", "x")))
                    .isEqualTo(481);

            assertThat(server.notify(peer.notify("terminated;reason=deactivated")))
                    .isEqualTo(200);
            assertThat(next()).isEqualTo("PENDING");
            IncomingRequest second = server.nextSubscribe();
            assertThat(second.request().callId()).isNotEqualTo(first.request().callId());
            Peer again = new Peer(second.request());
            server.accept(second, again, 600);
            assertThat(server.notify(again.notify("pending"))).isEqualTo(200);
            assertThat(next()).isEqualTo("PENDING");

            await(() -> legs.infos().get(0).state() == State.CONFIRMED);
            legs.refresh("s");
            IncomingRequest refresh = server.nextSubscribe();
            assertThat(refresh.request().callId()).isEqualTo(second.request().callId());
            assertThat(refresh.request().cseq()).isEqualTo(second.request().cseq() + 1);
            server.accept(refresh, again, 600);
            assertThat(server.notify(again.notify("active", Peer.pidf("open")))).isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");

            legs.unsubscribe(subscription);
            IncomingRequest end = server.nextSubscribe();
            assertThat(end.request().header("Expires")).contains("0");
            server.accept(end, again, 0);
            assertThat(server.notify(again.notify("terminated;reason=timeout"))).isEqualTo(200);
            await(() -> legs.size() == 0);
            assertThat(told).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @DisplayName(
            "F01 F03 S126 S127 S128 what is refused is told as stale and refreshed, an end is taken, over the network")
    void aRefusalHealsOverTheNetwork(String transport) throws Exception {
        try (ScriptedServer server = new ScriptedServer(transport);
                Endpoint endpoint = ScriptedServer.endpoint(transport);
                WheelTimers timers = new WheelTimers("loopback-timer", LOG::error)) {
            Legs legs = legs(timers, endpoint, new Timing.Builder().minResubscribe(Duration.ZERO));
            legs.subscribe(new Recorder(SubscriptionRequest.presence(server.address("alice"), "sip:bob@example.com")));
            IncomingRequest first = server.nextSubscribe();
            Peer peer = new Peer(first.request());
            server.accept(first, peer, 600);
            assertThat(server.notify(peer.notify("active", Peer.pidf("open")))).isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");

            assertThat(server.notify(peer.notify("active", "<note>R&D</note>"))).isEqualTo(400);
            assertThat(next()).isEqualTo("ACTIVE stale");
            IncomingRequest refresh = server.nextSubscribe();
            assertThat(refresh.request().callId()).isEqualTo(first.request().callId());
            server.accept(refresh, peer, 600);
            assertThat(server.notify(peer.notify("active", Peer.pidf("closed"))))
                    .isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");

            assertThat(server.notify(peer.notify("terminated;reason=deactivated", "<note>R&D</note>")))
                    .isEqualTo(400);
            assertThat(next()).isEqualTo("PENDING");
            assertThat(server.nextSubscribe().request().callId())
                    .isNotEqualTo(first.request().callId());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    @DisplayName(
            "F05 F06 S130 a Contact with a parameter twice and a Record-Route without brackets lead back to the server")
    void whatIsToleratedLeadsBack(String transport) throws Exception {
        try (ScriptedServer server = new ScriptedServer(transport);
                Endpoint endpoint = ScriptedServer.endpoint(transport);
                WheelTimers timers = new WheelTimers("loopback-timer", LOG::error)) {
            Legs legs = legs(timers, endpoint);
            legs.subscribe(new Recorder(SubscriptionRequest.presence(server.address("alice"), "sip:bob@example.com")));
            IncomingRequest first = server.nextSubscribe();
            Peer peer = new Peer(first.request());
            server.accept(first, peer, 600);
            String twice = "<sip:pa@198.51.100.1;x=y;X=y>";
            String bare = server.uri() + ";lr;service=scscf";
            assertThat(server.notify(peer.notify("active", Peer.pidf("open")).with("Record-Route", bare), twice))
                    .isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");
            await(() -> legs.infos().get(0).state() == State.CONFIRMED);

            legs.refresh("s");
            SipRequest refresh = server.nextSubscribe().request();
            assertThat(refresh.requestUri()).isEqualTo("sip:pa@198.51.100.1;x=y");
            assertThat(refresh.headers("Route")).containsExactly("<" + bare + ">");
        }
    }

    @Test
    @DisplayName("F07 S131 a refresh to a Contact that cannot be reached goes by the proxy of the 2xx, over TCP")
    void goesByTheProxyOfTheResponse() throws Exception {
        try (ScriptedServer server = new ScriptedServer("tcp");
                Endpoint endpoint = ScriptedServer.endpoint("tcp");
                WheelTimers timers = new WheelTimers("loopback-timer", LOG::error)) {
            Legs legs = legs(timers, endpoint);
            legs.subscribe(new Recorder(SubscriptionRequest.presence(server.address("alice"), "sip:bob@example.com")));
            IncomingRequest first = server.nextSubscribe();
            Peer peer = new Peer(first.request());
            first.respond(SipResponse.to(first.request(), 200)
                    .withToTag(peer.dialog().localTag())
                    .with("Expires", "600", "Record-Route", "<" + server.uri() + ";lr>"));
            String nobody = "<sip:pa@127.0.0.1:" + closedPort() + ";transport=tcp>";
            assertThat(server.notify(peer.notify("active", Peer.pidf("open")), nobody))
                    .isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");
            await(() -> legs.infos().get(0).state() == State.CONFIRMED);

            legs.refresh("s");
            IncomingRequest refresh = server.nextSubscribe();
            assertThat(refresh.request().headers("Route")).containsExactly("<" + server.uri() + ";lr>");
            server.accept(refresh, peer, 600);
            assertThat(server.notify(peer.notify("active", Peer.pidf("open")), nobody))
                    .isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @DisplayName("S20 S21 S24 S97 challenges at every step, and the numbers of the dialog follow")
    void followsTheNumbersThatChallengesRaise() throws Exception {
        CredentialStore credentials = new CredentialStore();
        credentials.put("bob", bobsCredential());
        try (ScriptedServer server = new ScriptedServer("udp");
                Endpoint endpoint = ScriptedServer.endpoint("udp", credentials);
                WheelTimers timers = new WheelTimers("loopback-timer", LOG::error)) {
            Legs legs = legs(timers, endpoint);
            Recorder subscription =
                    new Recorder(SubscriptionRequest.presence(server.address("alice"), "sip:bob@example.com"));
            legs.subscribe(subscription);
            server.challenge(server.nextSubscribe(), "n1");
            IncomingRequest first = server.nextSubscribe();
            Peer peer = new Peer(first.request());
            server.accept(first, peer, 600);
            assertThat(server.notify(peer.notify("active", Peer.pidf("open")))).isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");
            await(() -> legs.infos().get(0).state() == State.CONFIRMED);

            legs.refresh("s");
            IncomingRequest refresh = server.nextSubscribe();
            assertThat(refresh.request().cseq()).isEqualTo(3);
            assertThat(refresh.request().header("Authorization").orElseThrow()).endsWith("nc=00000002");
            server.challenge(refresh, "n2");
            server.accept(server.nextSubscribe(), peer, 600);
            assertThat(server.notify(peer.notify("active", Peer.pidf("closed"))))
                    .isEqualTo(200);
            assertThat(next()).isEqualTo("ACTIVE sip:alice@example.com");

            legs.unsubscribe(subscription);
            server.challenge(server.nextSubscribe(), "n3");
            IncomingRequest end = server.nextSubscribe();
            assertThat(end.request().cseq()).isEqualTo(6);
            assertThat(end.request().header("Expires")).contains("0");
            assertThat(end.request().header("Authorization").orElseThrow()).contains("nonce=\"n3\"");
            server.accept(end, peer, 0);
            assertThat(server.notify(peer.notify("terminated;reason=timeout"))).isEqualTo(200);
            await(() -> legs.size() == 0);
        }
    }

    /** The effect of a message follows its answer. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time to wait for it").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static Credential bobsCredential() {
        return CredentialSettings.parse(Map.of(
                "subscriber", "sip:bob@example.com",
                "realm", "example.com",
                "hosts", "127.0.0.1",
                "username", "bob",
                ".password", "secret"));
    }

    private static Legs legs(WheelTimers timers, Endpoint endpoint) {
        return legs(timers, endpoint, new Timing.Builder());
    }

    private static Legs legs(WheelTimers timers, Endpoint endpoint, Timing.Builder timing) {
        Legs legs = new Legs(
                new EventPackages(new PresencePackage()),
                new RetryPolicy(timing.build(), () -> 0),
                timers,
                new Counters<>(B2bCounter.class),
                DialogSettings.with(PeerRules.of(65_536)));
        endpoint.handle(legs.notifyHandler(), Set.of("NOTIFY"), Set.of("presence"));
        legs.connect(endpoint);
        return legs;
    }

    private String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    /** Writes down status and presentity. */
    private final class Recorder implements NotifierSubscription {
        private final SubscriptionRequest request;

        Recorder(SubscriptionRequest request) {
            this.request = request;
        }

        @Override
        public String id() {
            return "s";
        }

        @Override
        public SubscriptionRequest request() {
            return request;
        }

        @Override
        public void notify(Status status, Reason reason) {
            if (!reason.text().startsWith("waits")) {
                told.add(status.name());
            }
        }

        @Override
        public void notifyStale(Status status, Reason reason) {
            told.add(status + " stale");
        }

        @Override
        public void notify(Status status, Reason reason, Document document) {
            told.add(status + " "
                    + document.as(PresenceInfo.class).map(PresenceInfo::entity).orElse("?"));
        }
    }
}
