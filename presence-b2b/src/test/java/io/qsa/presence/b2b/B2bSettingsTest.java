package io.qsa.presence.b2b;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.presence.b2b.internal.event.PresencePackage;
import io.qsa.presence.b2b.internal.event.ServedPackage;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.sip.DialogSettings;
import io.qsa.presence.b2b.internal.sip.DialogSettings.Header;
import io.qsa.presence.b2b.internal.sip.PeerRules;
import io.qsa.sip.SipUri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class B2bSettingsTest {
    @Test
    @DisplayName("the defaults are those of SER")
    void defaultsAreThoseOfSer() {
        B2bSettings settings = B2bSettings.of(Map.of());

        assertThat(settings.timing()).isEqualTo(new Timing.Builder().build());
        assertThat(settings.timing().expirationSeconds()).isEmpty();
        assertThat(settings.timing().errorRetry()).isEqualTo(120_000);
        assertThat(settings.timing().termination()).isEqualTo(30_000);
        assertThat(settings.timing().failover()).isEqualTo(60_000);
        assertThat(settings.timing().maxSubscribeDelay()).isZero();
        assertThat(settings.isAccepting()).isTrue();
        assertThat(settings.dialogs()).isEqualTo(DialogSettings.with(PeerRules.of(65_536)));
        assertThat(settings.stopTimeout()).hasSeconds(2);
        assertThat(settings.ranking()).isZero();
    }

    @Test
    @DisplayName("what consoles show as defaults is what is used")
    void shownDefaultsAreUsed() {
        Map<String, Object> shown = new HashMap<>();
        for (Method method : B2bConfig.class.getDeclaredMethods()) {
            String key = method.getName().replace("__", "#").replace('_', '.').replace('#', '_');
            shown.put(key, method.getDefaultValue());
        }

        assertThat(shown).hasSize(23).containsKeys("default_expiration", "service.ranking", "max_body_size");
        assertThat(B2bSettings.of(shown))
                .usingRecursiveComparison()
                .ignoringFields("timing.expiration") // without it the package decides; presence for the same
                .isEqualTo(B2bSettings.of(Map.of()));
        assertThat(B2bSettings.of(shown).timing().expirationSeconds())
                .hasValue(new ServedPackage(new PresencePackage()).expirationSeconds());
    }

    @Test
    @DisplayName("values may be text or numbers, with blanks around them")
    void valuesMayHaveAnyShape() {
        B2bSettings settings = B2bSettings.of(Map.of(
                "default_expiration", " 600 ",
                "max_subscribe_delay", 5L,
                "handle_presence_subscriptions", "0",
                "service.ranking", "-7",
                "stop_timeout", new String[] {"1"},
                "presence_route", ""));

        assertThat(settings.timing().expirationSeconds()).hasValue(600);
        assertThat(settings.timing().maxSubscribeDelay()).isEqualTo(5000);
        assertThat(settings.isAccepting()).isFalse();
        assertThat(settings.ranking()).isEqualTo(-7);
        assertThat(settings.stopTimeout()).hasSeconds(1);
        assertThat(settings.dialogs().route()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "default_expiration, 59, 60 to 604800",
        "default_expiration, soon, 60 to 604800",
        "default_expiration, 604801, 60 to 604800",
        "on_error_retry_time, 0, 1 to 86400",
        "wait_for_term_notify, -1, 1 to 3600",
        "resubscribe_delta, 1.5, 0 to 86400",
        "min_resubscribe_time, 99999999999, 0 to 86400",
        "max_subscribe_delay, -1, 0 to 86400",
        "failover_timeout, 0, 1 to 3600",
        "max_subscriptions, 0, 1 to 10000000",
        "max_in_flight, 0, 1 to 1000000",
        "max_body_size, 0, 1 to 1048576",
        "stop_timeout, 61, 0 to 60",
        "share_linger, -1, 0 to 3600",
        "share_subscriptions, 2, true or false",
        "handle_presence_subscriptions, perhaps, true or false",
        "service.ranking, high, -2147483648 to 2147483647",
        "presence_outbound_proxy, tel:+1, a SIP URI",
        "presence_route, nonsense, Route header",
        "additional_presence_headers, NoColon, Name: value"
    })
    @DisplayName("Q10 a wrong value is refused by a message that names key, what is allowed, and the value")
    void wrongValuesAreNamed(String key, String value, String allowed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> B2bSettings.of(Map.of(key, value)))
                .withMessageContaining(key)
                .withMessageContaining(allowed)
                .withMessageContaining("'" + value + "'");
    }

    @Test
    @DisplayName("S18 additional headers are separated by '|'")
    void additionalHeadersAreSeparated() {
        B2bSettings settings = B2bSettings.of(Map.of("additional_presence_headers", "P-One: 1 | P-Two:two, three|"));

        assertThat(settings.dialogs().headers())
                .isEqualTo(List.of(new Header("P-One", "1"), new Header("P-Two", "two, three")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call-ID: x",
                "i: x",
                "cseq: 1 SUBSCRIBE",
                "VIA: x",
                "Route: <sip:x>",
                "Event: other",
                "o: other",
                "Expires: 0",
                "Contact: <sip:x>",
                "From: <sip:x>",
                "To: <sip:x>",
                "Max-Forwards: 0",
                "Content-Length: 5",
                "P-Ok: 1|Authorization: Digest",
                "P-Evil: a\r\nVia: b",
                "P-Evil: a\nb",
                "P Evil: a",
                ": a",
                "P-\u0000: a"
            })
    @DisplayName("S18 X26 headers of the dialog and what breaks out of a line are refused")
    void dialogHeadersAreRefused(String headers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> B2bSettings.of(Map.of("additional_presence_headers", headers)))
                .withMessageContaining("additional_presence_headers")
                .withMessageNotContaining("\n");
    }

    @Test
    @DisplayName("S11 a route may have several addresses, with or without brackets")
    void routesMayHaveSeveralAddresses() {
        B2bSettings settings =
                B2bSettings.of(Map.of("presence_route", "<sip:a;lr>, sip:b.example.com;lr , \"B, C\" <sips:c>"));

        assertThat(settings.dialogs().route())
                .containsExactly("<sip:a;lr>", "<sip:b.example.com;lr>", "\"B, C\" <sips:c>");
        assertThat(B2bSettings.of(Map.of("presence_outbound_proxy", "sip:p:5070"))
                        .dialogs()
                        .outboundProxy())
                .contains(SipUri.parse("sip:p:5070"));
    }
}
