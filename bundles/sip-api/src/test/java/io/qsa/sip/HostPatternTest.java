package io.qsa.sip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HostPatternTest {
    @ParameterizedTest
    @CsvSource({
        "example.com, Example.COM, true",
        "example.com, a.example.com, false",
        "my_pbx, my_pbx, true",
        "*.example.com, a.b.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, .example.com, false",
        "*.example.com, badexample.com, false",
        "192.0.2.1, 192.0.2.01, true",
        "192.0.2.1, 192.0.2.10, false",
        "192.0.2.1, [::ffff:192.0.2.1], true",
        "[::1], [0:0::0:1], true",
        "[2001:db8::1], [2001:DB8:0::1], true",
        "[2001:db8::1], [2001:db8::2], false",
    })
    void saysWhichHostIsMeant(String pattern, String host, boolean expected) {
        assertThat(HostPattern.parse(pattern).matches(HostPattern.canonical(host)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "**",
                "a.*",
                "*example.com",
                "a..b",
                ".a",
                "a b",
                "a:5060",
                "sip:a@b",
                "::1",
                "[1:2]"
            })
    void whatIsNoHostIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPattern.parse(text));
    }

    @Test
    void whatNamesMoreOfAHostIsMoreSpecific() {
        int host = HostPattern.parse("a.example.com").specificity();
        int below = HostPattern.parse("*.example.com").specificity();

        assertThat(host).isGreaterThan(below);
        assertThat(below).isGreaterThan(HostPattern.parse("*.com").specificity());
    }

    @Test
    void twoSpellingsOfOneAddressAreEqual() {
        assertThat(HostPattern.parse("[::1]")).isEqualTo(HostPattern.parse("[0:0::1]"));
        assertThat(HostPattern.parse("[::1]")).isNotEqualTo(HostPattern.parse("[::2]"));
    }
}
