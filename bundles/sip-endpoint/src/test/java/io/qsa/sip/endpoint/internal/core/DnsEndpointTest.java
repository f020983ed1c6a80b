package io.qsa.sip.endpoint.internal.core;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.endpoint.internal.dns.DnsServer;
import io.qsa.sip.jain.JainTransport;

import static org.assertj.core.api.Assertions.assertThat;

/** A domain, its name server and its SIP servers, over real sockets. */
class DnsEndpointTest {
    private final BlockingQueue<SipResponse> heard = new LinkedBlockingQueue<>();
    private final DnsServer dns = new DnsServer();
    private final UdpPeer first = new UdpPeer();
    private final UdpPeer second = new UdpPeer();
    private final Endpoint endpoint = Endpoint.start(
            SipSettings.parse(
                    Map.of("listen", "udp:127.0.0.1:0, tcp:127.0.0.1:0", "t1", "10", "dns_servers", dns.setting())),
            new JainTransport());

    DnsEndpointTest() throws IOException {
        dns.put("sip.example.com", 60, "A", "127.0.0.1");
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
        first.close();
        second.close();
        dns.close();
    }

    private void serve(String service, int priority, int port) {
        dns.put(service + ".example.com", 60, "SRV", priority + " 1 " + port + " sip.example.com.");
    }

    private void subscribe() {
        endpoint.send(Samples.subscribe("sip:alice@example.com"), heard::add);
    }

    private SipResponse hear() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private void accept(UdpPeer peer, SipRequest request) throws IOException {
        peer.send(
                SipResponse.to(request, 200), endpoint.listeningPoints().get(0).port());
    }

    @Test
    @DisplayName("C13 S33: the servers of a domain are asked in their order until one answers")
    void asksTheServersInTheirOrder() throws Exception {
        serve("_sip._udp", 1, first.port());
        serve("_sip._udp", 2, second.port());
        subscribe();

        SipRequest asked = first.receiveRequest();
        SipRequest askedNext = second.receiveRequest();
        accept(second, askedNext);
        assertThat(hear().code()).isEqualTo(200);
        assertThat(askedNext.callId()).isEqualTo(asked.callId());
        assertThat(askedNext.header("Via")).isNotEqualTo(asked.header("Via"));
        assertThat(dns.questions).contains("NAPTR example.com.", "SRV _sip._udp.example.com.");
    }

    @Test
    @DisplayName("S33: a connection that is refused leads to the next server at once")
    void asksTheNextServerIfAConnectionIsRefused() throws Exception {
        dns.put("example.com", 60, "NAPTR", "1 1 \"s\" \"SIP+D2T\" \"\" _sip._tcp.example.com.")
                .put("example.com", 60, "NAPTR", "1 2 \"s\" \"SIP+D2U\" \"\" _sip._udp.example.com.");
        serve("_sip._tcp", 1, first.port());
        serve("_sip._udp", 1, second.port());
        subscribe();

        accept(second, second.receiveRequest());
        assertThat(hear().code()).isEqualTo(200);
        assertThat(endpoint.counters().get(Count.FAILOVERS)).isEqualTo(1);
    }

    @Test
    @DisplayName("C14: a domain that nobody knows ends in a local 503")
    void answersForAnUnknownDomain() throws Exception {
        subscribe();

        SipResponse response = hear();
        assertThat(response.code()).isEqualTo(503);
        assertThat(response.isLocal()).isTrue();
    }
}
