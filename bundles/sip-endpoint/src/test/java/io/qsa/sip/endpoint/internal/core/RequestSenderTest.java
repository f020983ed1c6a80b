package io.qsa.sip.endpoint.internal.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.base.timer.VirtualTimers;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.digest.CredentialStore;
import io.qsa.sip.endpoint.internal.digest.DigestClient;
import io.qsa.sip.endpoint.internal.dns.DnsResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestSenderTest {
    private final VirtualTimers timers = new VirtualTimers();
    private final FakeCarrier transport = new FakeCarrier();
    private DnsResolver resolver;
    private final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();
    private RequestSender sender;

    @BeforeEach
    void start() {
        SipSettings settings = SipSettings.parse(Map.of(
                "listen",
                "udp:127.0.0.1:0, tcp:127.0.0.1:0, udp:192.0.2.50:0",
                "user_agent",
                "",
                "dns_servers",
                "127.0.0.1:9"));
        Core core = new Core(settings, timers, (receiver, limits) -> transport, new Handlers());
        core.points().change(settings.listen());
        resolver = new DnsResolver(settings::dns, core.points(), timers::now);
        sender = new RequestSender(core, resolver, new DigestClient(new CredentialStore(), timers::now));
    }

    @AfterEach
    void stop() {
        resolver.close();
    }

    private static SipRequest request(String uri) {
        return SipRequest.of("SUBSCRIBE", uri)
                .with("From", "<sip:bob@example.com>;tag=1")
                .with("To", "<" + uri + ">")
                .with("Call-ID", "call")
                .with("CSeq", "1 SUBSCRIBE");
    }

    private String hopOf(SipRequest request) {
        sender.send(request, heard::add);
        assertThat(transport.flows).hasSize(1);
        return transport.flows.get(0).toString();
    }

    @Test
    void sendsToTheRequestUri() {
        assertThat(hopOf(request("sip:alice@127.0.0.1:5070"))).isEqualTo("udp:127.0.0.1:5070");
    }

    @Test
    void sendsToTheFirstRoute() {
        assertThat(hopOf(request("sip:alice@127.0.0.1:5070")
                        .with("Route", "<sip:127.0.0.2:5071;lr;transport=tcp>, <sip:127.0.0.3;lr>")))
                .isEqualTo("tcp:127.0.0.2:5071");
    }

    @Test
    void sendsToTheHopThatTheUserChose() {
        assertThat(hopOf(request("sip:alice@127.0.0.1:5070")
                        .with("Route", "<sip:127.0.0.2:5071;lr>")
                        .withNextHop(SipUri.parse("sip:127.0.0.9"))))
                .isEqualTo("udp:127.0.0.9:5060");
    }

    @Test
    void leavesFromTheListeningPointThatReachesThePeer() {
        hopOf(request("sip:alice@192.0.2.1"));

        assertThat(transport.sent.get(0)).contains("Via: SIP/2.0/UDP 192.0.2.50:5060;rport;branch=z9hG4bK");
        assertThat(transport.sent.get(0)).contains("Contact: <sip:192.0.2.50:5060>");
    }

    @Test
    void keepsWhatTheUserHasSet() {
        hopOf(request("sip:alice@127.0.0.1").with("Contact", "<sip:me@here>").with("Max-Forwards", "5"));

        assertThat(transport.sent.get(0))
                .containsOnlyOnce("Contact:")
                .contains("Contact: <sip:me@here>\r\n", "Max-Forwards: 5\r\n")
                .doesNotContain("User-Agent");
    }

    @Test
    void looksANameUp() throws Exception {
        sender.send(request("sip:alice@localhost:5070"), heard::add);

        assertThat(transport.arrivals.poll(10, TimeUnit.SECONDS)).hasToString("udp:127.0.0.1:5070");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:+123",
                "sips:alice@127.0.0.1",
                "sip:alice@nowhere.invalid",
                "sip:alice@127.0.0.1;transport=sctp"
            })
    @DisplayName(
            "C16, F81: a request that cannot be sent gets a local 503 on a thread of the endpoint, never an exception")
    void answersForWhatCannotBeSent(String uri) throws Exception {
        Thread caller = Thread.currentThread();
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        sender.send(request(uri), response -> {
            threads.add(Thread.currentThread());
            heard.add(response);
        });

        SipResponse response = heard.poll(10, TimeUnit.SECONDS);
        assertThat(response.code()).isEqualTo(503);
        assertThat(response.isLocal()).isTrue();
        assertThat(threads).doesNotContain(caller).allMatch(thread -> thread.getName()
                .startsWith("io.qsa.sip-"));
        assertThat(transport.flows).isEmpty();
    }

    @Test
    void refusesWhatNeedsAnotherTransaction() {
        for (String method : List.of("INVITE", "ACK", "CANCEL")) {
            assertThatThrownBy(() -> sender.send(SipRequest.of(method, "sip:a@127.0.0.1"), heard::add))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
