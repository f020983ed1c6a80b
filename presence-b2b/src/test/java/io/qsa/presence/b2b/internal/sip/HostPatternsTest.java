package io.qsa.presence.b2b.internal.sip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.SipUri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "*, sip:a@anything, true",
        "none, sip:a@anything, false",
        "example.com, sip:a@Example.com:5070, true",
        "example.com, sip:a@www.example.com, false",
        "*.example.com, sip:a@www.example.com, true",
        "*.example.com, sip:a@example.com, false",
        "*.example.com, sip:a@badexample.com, false",
        "192.0.2.1, sip:192.0.2.1, true",
        "192.0.2.1, sip:192.0.2.10, false",
        "[2001:db8::1], sip:[2001:DB8:0::1], true",
        "[::1], sip:[0:0:0:0:0:0:0:1]:5070, true",
        "'example.com, *', sip:a@anything, true",
        "example.com, sip:a@example.com;maddr=10.0.0.1, false",
        "'example.com, 10.0.0.1', sip:a@example.com;maddr=10.0.0.1, true",
        "'example.com, [::1]', sip:a@example.com;maddr=[0::1], true",
    })
    void saysWhichHostsAreMeant(String patterns, String uri, boolean expected) {
        assertThat(HostPatterns.parse(patterns).match(SipUri.parse(uri))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a,,b", "*.", "a.*", "none, a,", "sip:a@b"})
    void whatIsNoHostIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPatterns.parse(text));
    }

    @Test
    void equalPatternsAreEqual() {
        assertThat(HostPatterns.parse("*")).isEqualTo(HostPatterns.ANY);
        assertThat(HostPatterns.parse("a")).isNotEqualTo(HostPatterns.ANY);
    }
}
