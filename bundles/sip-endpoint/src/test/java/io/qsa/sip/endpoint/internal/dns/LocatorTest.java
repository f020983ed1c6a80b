package io.qsa.sip.endpoint.internal.dns;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.transport.Target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocatorTest {
    private static final Path NO_HOSTS = Path.of("/dev/null");

    private final Zone zone = new Zone();
    private Set<String> spoken = Set.of("udp", "tcp", "tls");
    private boolean ipv6;

    private final Reach reach = new Reach() {
        @Override
        public boolean speaks(String transport) {
            return spoken.contains(transport);
        }

        @Override
        public boolean reaches(Class<? extends InetAddress> family) {
            return ipv6 || family == Inet4Address.class;
        }
    };

    private Location location(String uri) throws IOException {
        return new Locator(zone, new SystemNames(NO_HOSTS), reach).locate(SipUri.parse(uri));
    }

    private List<String> targets(String uri) throws IOException {
        return location(uri).targets(new Random(1)).stream()
                .map(Target::toString)
                .toList();
    }

    @Test
    @DisplayName("C13: with NAPTR the domain chooses transports and servers")
    void followsNaptr() throws IOException {
        zone.put("example.com", 60, "NAPTR", "20 50 \"s\" \"SIP+D2T\" \"\" _sip._tcp.far.example.com.")
                .put("example.com", 60, "NAPTR", "10 60 \"S\" \"SIP+D2U\" \"\" _sip._udp.example.com.")
                .put("example.com", 60, "NAPTR", "10 50 \"s\" \"sip+d2t\" \"\" _sip._tcp.example.com.")
                .put("example.com", 60, "NAPTR", "5 50 \"u\" \"E2U+sip\" \"!^.*$!sip:x@y!\" .")
                .put("_sip._tcp.example.com", 60, "SRV", "1 1 5070 a.example.com.")
                .put("_sip._udp.example.com", 60, "SRV", "1 1 5080 b.example.com.")
                .put("a.example.com", 60, "A", "192.0.2.1")
                .put("b.example.com", 60, "A", "192.0.2.2");

        assertThat(targets("sip:alice@example.com")).containsExactly("tcp:192.0.2.1:5070", "udp:192.0.2.2:5080");
    }

    @Test
    @DisplayName("F113 X40: the services of maddr are asked for, not those of the host")
    void followsTheServicesOfMaddr() throws IOException {
        zone.put("_sip._udp.example.com", 60, "SRV", "10 0 5062 a.example.com.")
                .put("a.example.com", 60, "A", "192.0.2.1");

        assertThat(targets("sip:alice@example.net;maddr=example.com")).containsExactly("udp:192.0.2.1:5062");
        assertThat(zone.questions).noneMatch(question -> question.contains("example.net"));
    }

    @Test
    @DisplayName("C13: without NAPTR the SRV records of what is spoken here are asked for")
    void fallsBackToSrv() throws IOException {
        zone.put("_sip._udp.example.com", 60, "SRV", "20 0 5060 b.example.com.")
                .put("_sip._udp.example.com", 60, "SRV", "10 0 5062 a.example.com.")
                .put("a.example.com", 60, "A", "192.0.2.1")
                .put("a.example.com", 60, "A", "192.0.2.11")
                .put("b.example.com", 60, "A", "192.0.2.2");

        assertThat(targets("sip:example.com"))
                .containsExactly("udp:192.0.2.1:5062", "udp:192.0.2.11:5062", "udp:192.0.2.2:5060");
        assertThat(zone.questions).contains("SRV _sip._tcp.example.com.").doesNotContain("SRV _sips._tcp.example.com.");
    }

    @Test
    @DisplayName("C13: without NAPTR and SRV the addresses of the domain are taken, at the default port")
    void fallsBackToAddresses() throws IOException {
        ipv6 = true;
        zone.put("example.com", 60, "A", "192.0.2.1").put("example.com", 60, "AAAA", "2001:db8::1");

        assertThat(targets("sip:example.com")).containsExactly("udp:192.0.2.1:5060", "udp:[2001:db8:0:0:0:0:0:1]:5060");
    }

    @Test
    @DisplayName("C13: a port in the URI means addresses alone")
    void asksForAddressesAloneIfThereIsAPort() throws IOException {
        zone.put("example.com", 60, "A", "192.0.2.1");

        assertThat(targets("sip:example.com:5090")).containsExactly("udp:192.0.2.1:5090");
        assertThat(targets("sips:example.com:5091")).containsExactly("tls:192.0.2.1:5091");
        assertThat(zone.questions).containsExactly("A example.com.", "A example.com.");
    }

    @Test
    @DisplayName("C13: a transport in the URI means no NAPTR")
    void asksForTheServiceThatTheUriNames() throws IOException {
        zone.put("_sip._tcp.example.com", 60, "SRV", "1 1 5070 a.example.com.")
                .put("a.example.com", 60, "A", "192.0.2.1");

        assertThat(targets("sip:example.com;transport=TCP")).containsExactly("tcp:192.0.2.1:5070");
        assertThat(zone.questions).containsExactly("SRV _sip._tcp.example.com.", "A a.example.com.");
    }

    @Test
    @DisplayName("C13: sips leads to TLS and nowhere else")
    void asksSipsForTlsAlone() throws IOException {
        zone.put("example.com", 60, "NAPTR", "1 1 \"s\" \"SIP+D2U\" \"\" _sip._udp.example.com.")
                .put("example.com", 60, "NAPTR", "2 1 \"s\" \"SIPS+D2T\" \"\" _sips._tcp.example.com.")
                .put("_sip._udp.example.com", 60, "SRV", "1 1 5060 a.example.com.")
                .put("_sips._tcp.example.com", 60, "SRV", "1 1 5061 a.example.com.")
                .put("a.example.com", 60, "A", "192.0.2.1");

        assertThat(targets("sips:example.com")).containsExactly("tls:192.0.2.1:5061");
        spoken = Set.of("udp", "tcp");
        assertThat(targets("sips:example.com")).isEmpty();
    }

    @Test
    void asksNothingForATransportThatIsNotSpoken() throws IOException {
        assertThat(targets("sip:example.com;transport=sctp")).isEmpty();
        assertThat(zone.questions).isEmpty();
    }

    @Test
    @DisplayName("C13: a service with the target '.' is not there, and nothing else is tried for it")
    void believesThatAServiceIsNotThere() throws IOException {
        zone.put("_sip._udp.example.com", 60, "SRV", "0 0 0 .")
                .put("_sip._tcp.example.com", 60, "SRV", "0 0 0 .")
                .put("example.com", 60, "A", "192.0.2.1");

        assertThat(targets("sip:example.com")).isEmpty();
    }

    @Test
    @DisplayName("C13: who cannot be asked for SRV is not taken for somebody without")
    void doesNotGuessWhenSrvCannotBeAsked() {
        zone.fail("_sip._udp.example.com", "SRV").put("example.com", 60, "A", "192.0.2.1");

        assertThatThrownBy(() -> location("sip:example.com")).isInstanceOf(IOException.class);
    }

    @Test
    void goesOnWithoutNaptrIfNobodyTells() throws IOException {
        zone.fail("example.com", "NAPTR").put("example.com", 60, "A", "192.0.2.1");

        assertThat(targets("sip:example.com")).containsExactly("udp:192.0.2.1:5060");
    }

    @Test
    @DisplayName("C14: what was found is true for the shortest time of its records")
    void livesAsLongAsTheShortestRecord() throws IOException {
        zone.put("_sip._tcp.example.com", 3000, "SRV", "1 1 5070 a.example.com.")
                .put("a.example.com", 7, "A", "192.0.2.1");

        assertThat(location("sip:example.com;transport=tcp").seconds()).isEqualTo(7);
        assertThat(location("sip:nobody.example.com:5060").seconds()).isEqualTo(40);
    }

    @Test
    @DisplayName("C14: however much a zone holds, what is tried and asked for is bounded")
    void isBounded() throws IOException {
        for (int i = 0; i < 500; i++) {
            zone.put("_sip._udp.example.com", 60, "SRV", "1 1 5060 h" + i + ".example.com.");
            for (int j = 0; j < 50; j++) {
                zone.put("h" + i + ".example.com", 60, "A", "192.0.2." + j);
            }
        }

        assertThat(targets("sip:example.com")).hasSize(20);
        assertThat(zone.questions).hasSizeLessThan(20);
    }

    @Test
    @DisplayName("C14: localhost and names without a dot are not the DNS's business")
    void leavesLocalNamesToTheSystem() throws IOException {
        assertThat(targets("sip:localhost:5070;transport=tcp")).contains("tcp:127.0.0.1:5070");
        assertThat(targets("sip:no-such-machine-here")).isEmpty();
        assertThat(zone.questions).isEmpty();
    }
}
