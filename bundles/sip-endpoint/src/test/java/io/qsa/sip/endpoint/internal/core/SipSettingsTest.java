package io.qsa.sip.endpoint.internal.core;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.endpoint.internal.transport.ListenAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipSettingsTest {
    @Test
    void listensOnLoopbackByDefault() {
        SipSettings settings = SipSettings.defaults();

        assertThat(settings.listen())
                .extracting(ListenAddress::toString)
                .containsExactly("udp:127.0.0.1:5060", "tcp:127.0.0.1:5060");
        assertThat(settings.t1()).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void takesValuesOfAnyType() {
        SipSettings settings = SipSettings.parse(Map.of(
                "t1", 200L,
                "workers", " 3 ",
                "max_body_size", "0",
                "listen", new String[] {"udp:127.0.0.1:0", "tcp:[::1]:5070"},
                "service.pid", "io.qsa.sip"));

        assertThat(settings.t1()).isEqualTo(Duration.ofMillis(200));
        assertThat(settings.workers()).isEqualTo(3);
        assertThat(settings.listen()).hasSize(2);
        assertThat(settings.listen().get(1).publicHost()).isEqualTo("[0:0:0:0:0:0:0:1]");
    }

    @ParameterizedTest
    @CsvSource({
        "t1, 9",
        "t1, 10001",
        "t1, fast",
        "workers, -1",
        "workers, 65",
        "max_message_size, 1e6",
        "max_body_size, -1",
        "connect_timeout, 0",
        "breaker_failures, -1",
        "breaker_retry_time, 0",
        "return_rate, 0",
        "dns_timeout, 0",
        "dns_cache_size, 0",
        "stop_timeout, 61",
        "stop_timeout, 99999999999"
    })
    void refusesANumberWithItsKeyItsRangeAndItself(String key, String value) {
        assertThatThrownBy(() -> SipSettings.parse(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)" + key + " must be a whole number from \\d+ to \\d+, not '.*'")
                .hasMessageContaining("'" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " , ",
                "5060",
                "udp:127.0.0.1",
                "udp:127.0.0.1:65536",
                "udp:127.0.0.1:-1",
                "udp:127.0.0.1:port",
                "udp:sip.example.com:5060",
                "udp:256.0.0.1:5060",
                "udp:::1:5060",
                "sctp:127.0.0.1:5060",
                "udp:0.0.0.0:5060",
                "udp:[::]:5060",
                "udp:0.0.0.0:5060;advertise=",
                "udp:0.0.0.0:5060;public=a:1",
                "udp:127.0.0.1:5060, udp:127.0.0.1:5060"
            })
    void refusesAListeningPointThatIsNone(String listen) {
        assertThatThrownBy(() -> SipSettings.parse(Map.of("listen", listen)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("listen ")
                .hasMessageContaining("must be udp:HOST:PORT");
    }

    /** A blank value counts as missing, except for the name of the user agent, which an operator may want to hide. */
    @Test
    void whatIsBlankHasItsDefault() {
        SipSettings settings = SipSettings.parse(Map.of("listen", "", "t1", " ", "user_agent", ""));

        assertThat(settings.listen()).isEqualTo(SipSettings.defaults().listen());
        assertThat(settings.t1()).isEqualTo(SipSettings.defaults().t1());
        assertThat(settings.userAgent()).isEmpty();
    }

    @Test
    void refusesAUserAgentThatWouldBreakOutOfItsLine() {
        assertThatThrownBy(() -> SipSettings.parse(Map.of("user_agent", "QSA\r\nContact: <sip:evil@example.com>")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n");
    }

    @Test
    void takesNameServersWithAndWithoutPort() {
        assertThat(SipSettings.defaults().dns().servers()).isEmpty();
        assertThat(SipSettings.parse(Map.of("dns_servers", "192.0.2.1, [2001:db8::1]:5353"))
                        .dns()
                        .servers())
                .extracting(InetSocketAddress::toString)
                .containsExactly("/192.0.2.1:53", "/[2001:db8:0:0:0:0:0:1]:5353");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns.example.com", "192.0.2.1:70000", "192.0.2.1 192.0.2.2"})
    void refusesANameServerThatIsNoAddress(String servers) {
        assertThatThrownBy(() -> SipSettings.parse(Map.of("dns_servers", servers)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("dns_servers ")
                .hasMessageContaining("must be ADDRESS or ADDRESS:PORT");
    }

    @Test
    void advertisesAnotherAddress() {
        ListenAddress address = SipSettings.parse(Map.of("listen", "udp:0.0.0.0:5060;advertise=sip.example.com:5070"))
                .listen()
                .get(0);

        assertThat(address.address().isAnyLocalAddress()).isTrue();
        assertThat(address.publicHost()).isEqualTo("sip.example.com");
        assertThat(address.publicPort()).hasValue(5070);
    }
}
