package io.qsa.sip;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SipUriTest {
    @Test
    void readsEveryPart() {
        SipUri uri = SipUri.parse("sips:al;x=1:secret@[2001:DB8::1]:5071;Transport=TCP;lr?Subject=a%20b");

        assertThat(uri.isSecure()).isTrue();
        assertThat(uri.user()).isEqualTo("al;x=1:secret");
        assertThat(uri.host()).isEqualTo("[2001:db8::1]");
        assertThat(uri.port()).hasValue(5071);
        assertThat(uri.transport()).contains("tls");
        assertThat(uri.parameter("transport")).contains("TCP");
        assertThat(uri.isLooseRouter()).isTrue();
        assertThat(uri.headers()).isEqualTo("Subject=a%20b");
    }

    @ParameterizedTest
    @DisplayName("C16 X12: refuses what is no SIP URI, with an exception that says so")
    @ValueSource(
            strings = {
                "",
                "sip:",
                "alice@example.com",
                "tel:+358-555-1234567",
                "pres:alice@example.com",
                "sip:@example.com",
                "sip:alice@",
                "sip:alice@exa mple.com",
                "sip:alice@example.com:",
                "sip:alice@example.com:99999",
                "sip:alice@example.com:5o6o",
                "sip:alice@[::1",
                "sip:alice@[]",
                "sip:alice@[::1]5060",
                "sip:alice@example.com;a=1;A=2",
                "sip:alice@example.com\r\nX: y",
                "<sip:alice@example.com>",
                "sip:*",
                "\u017fip:alice@example.com"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> SipUri.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("F05 S130: a parameter that stands twice with one value has one meaning, and is written once")
    @CsvSource({
        "sip:h:5060;transport=tcp;transport=tcp, sip:h:5060;transport=tcp",
        "sip:u@h;lr;transport=TCP;LR;transport=tcp, sip:u@h;lr;transport=TCP",
        "sip:u@h;lr=;lr?x=y, sip:u@h;lr=?x=y",
        "sip:u;x=1;x=1@h;lr, sip:u;x=1;x=1@h;lr",
        "tel:+1;a;a, tel:+1;a"
    })
    void writesARepetitionOnce(String uri, String once) {
        assertThat(SipUri.withoutRepetition(uri)).isEqualTo(once);
        assertThat(SipUri.withoutRepetition(once)).isEqualTo(once);
    }

    @ParameterizedTest
    @DisplayName("F05 S130: a parameter with two values has no meaning")
    @ValueSource(strings = {"sip:h;transport=tcp;transport=udp", "sip:h;lr;lr=on", "sip:h;;;", "sip:h;a=1;A=2"})
    void refusesTwoValues(String uri) {
        assertThatThrownBy(() -> SipUri.parse(uri)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("S17: keeps every byte of what it has read")
    void keepsItsBytes() {
        String text = "sip:A%6cice;x?y@Example.COM;Foo=%42";

        assertThat(SipUri.parse("sip:A%6cice;x@Example.COM;Foo=%42")).hasToString("sip:A%6cice;x@Example.COM;Foo=%42");
        assertThat(SipUri.parse(text).user()).isEqualTo("A%6cice;x?y");
    }
}
