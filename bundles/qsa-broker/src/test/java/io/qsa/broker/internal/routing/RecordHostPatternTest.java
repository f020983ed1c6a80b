package io.qsa.broker.internal.routing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** U3; F60, X41: routes go by the host of a record in its one spelling. */
class RecordHostPatternTest {
    @ParameterizedTest
    @CsvSource({
        "sip:alice@example.com, example.com",
        "sip:alice@Example.COM:5060;transport=tcp, example.com",
        "sips:alice@example.com?subject=x, example.com",
        "pres:alice@example.com, example.com",
        "sip:example.com, example.com",
        "sip:example.com:5060, example.com",
        "sip:alice@[2001:DB8::1]:5060, [2001:db8::1]",
        "sip:alice;phone=1@example.com, example.com",
        "sip:alice@, ''",
        "sip:alice@[broken, ''",
        "sip:%2A97@example.com., example.com",
        "tel:+431234567, ''",
        "TEL:+431234567;phone-context=example.com, ''"
    })
    void findsTheHostOfARecord(String record, String host) {
        assertThat(RecordHostPattern.hostOf(record)).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({
        "*, example.com, true",
        "*, '', true",
        "*.example.com, a.example.com, true",
        "*.example.com, a.b.example.com, true",
        "*.example.com, example.com, false",
        "*.example.com, badexample.com, false",
        "*.example.com, '', false",
        "example.com, example.com, true",
        "Example.COM, example.com, true",
        "example.com, a.example.com, false",
        "[2001:DB8::1], [2001:db8::1], true",
        "example.com., example.com, true",
        "*.BÜCHER.example, a.xn--bcher-kva.example, true"
    })
    void matches(String pattern, String host, boolean expected) {
        assertThat(RecordHostPattern.parse(pattern).matches(host)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.*", "*example.com", "*.", "**", "exa mple", "example..com", ".example.com", "(x)"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordHostPattern.parse(pattern))
                .withMessageContaining("'" + pattern + "'");
    }

    @Test
    void aDomainPatternNeedsSomethingBelowTheDomain() {
        assertThat(RecordHostPattern.parse("*.example.com").matches(".example.com"))
                .isFalse();
    }
}
