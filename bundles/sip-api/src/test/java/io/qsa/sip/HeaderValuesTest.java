package io.qsa.sip;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

class HeaderValuesTest {
    @ParameterizedTest
    @DisplayName("S46: the value of a header is the token before its parameters, whatever those say")
    @CsvSource({
        "active;reason=terminated, active",
        "' Terminated ; reason=timeout', Terminated",
        "inactive, inactive",
        "'active;x=\"a;b\"', active"
    })
    void readsTheValueBeforeTheParameters(String header, String value) {
        assertThat(HeaderParameters.valueOf(header)).isEqualTo(value);
    }

    @Test
    @DisplayName("S48 S78: reads parameters with names in any case, quotes, blanks and no value")
    void readsParameters() {
        assertThat(HeaderParameters.parse("active ; Expires = 600;reason=\"a \\\"b\\\";c\";flag;;x=;last=1"))
                .containsExactly(
                        entry("expires", "600"),
                        entry("reason", "a \"b\";c"),
                        entry("flag", ""),
                        entry("x", ""),
                        entry("last", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|false",
                "a,b|true",
                "'a,'|false",
                "',a'|false",
                "'\"a,b\"'|false",
                "'<a,b>, c'|true",
                "','|false"
            })
    void knowsWhetherAListHasSeveralElements(String value, boolean several) {
        SipRequest request = SipRequest.of("NOTIFY", "sip:a@example.com");

        assertThat(request.hasSeveralElements("Via")).isFalse();
        assertThat(request.with("Via", value).hasSeveralElements("Via")).isEqualTo(several);
        assertThat(request.with("Via", value, "Via", "z").hasSeveralElements("Via"))
                .isEqualTo(!value.equals(","));
    }

    @Test
    void refusesAParameterThatStandsTwice() {
        assertThatThrownBy(() -> HeaderParameters.parse("<sip:a@example.com>;tag=1;TAG=2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<sip:a@example.com>;tag=1 | sip:a@example.com | 1",
                "\"B <x>, ;y\" <sip:a@example.com;p?h=1>;tag=2 | sip:a@example.com;p?h=1 | 2",
                "Anna Bo <sip:a@example.com>;x=1;tag=3 | sip:a@example.com | 3",
                "sip:a@example.com;tag=4 | sip:a@example.com | 4",
                "<tel:+123>;tag=5 | tel:+123 | 5"
            })
    void readsANameAddress(String text, String uri, String tag) {
        NameAddress address = NameAddress.parse(text.trim());

        assertThat(address.uri()).isEqualTo(uri);
        assertThat(address.tag()).contains(tag);
        assertThat(address).hasToString(text.trim());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", "<sip:a", "alice", "\"unclosed <sip:a@b>", "<sip:a b>", "*"})
    @DisplayName("X12: refuses what is no name-addr")
    void refusesWhatIsNoNameAddress(String text) {
        assertThatThrownBy(() -> NameAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("S17: writes a URI in angle brackets")
    void writesAngleBrackets() {
        assertThat(NameAddress.of("sip:a,b;c?d@example.com")).hasToString("<sip:a,b;c?d@example.com>");
        assertThatThrownBy(() -> NameAddress.of("sip:a\r\nb")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("C10: marks the first element of Via only")
    void marksTheFirstViaOnly() {
        Via via =
                Via.parse("SIP/2.0/UDP a.example.com;RPORT;branch=1;received=1.2.3.4, SIP/2.0/TCP b.example.com;rport");

        assertThat(via.host()).isEqualTo("a.example.com");
        assertThat(via.port()).isEmpty();
        assertThat(via.branch()).isEqualTo("1");
        assertThat(via.fieldReceivedFrom("192.0.2.7", 4242))
                .isEqualTo("SIP/2.0/UDP a.example.com;branch=1;received=192.0.2.7;rport=4242,"
                        + " SIP/2.0/TCP b.example.com;rport");
    }

    @Test
    @DisplayName("C03: reads a Via with an IPv6 address")
    void readsIpv6() {
        Via via = Via.parse("SIP/2.0/UDP [2001:db8::9]:5061;received=[2001:db8::1];branch=z");

        assertThat(via.host()).isEqualTo("[2001:db8::9]");
        assertThat(via.port()).hasValue(5061);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SIP/2.0/UDP",
                "SIP/2.0",
                "HTTP/1.1/TCP a",
                "SIP/2.0/UDP a:b",
                "SIP/2.0/UDP a b",
                "SIP/2.0/UDP [::1",
                "SIP/2.0/UDP a;branch=1;branch=2"
            })
    void refusesWhatIsNoVia(String text) {
        assertThatThrownBy(() -> Via.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
