package io.qsa.sip.endpoint.internal.tls;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CertificateIdentitiesTest {
    private static final Authority AUTHORITY = new Authority();

    private static CertificateIdentities of(String commonName, String... names) {
        return CertificateIdentities.of(AUTHORITY.issue(commonName, names).certificate());
    }

    @ParameterizedTest(name = "{0} speaks for {1}: {2}")
    @DisplayName("C19: a certificate speaks for just the domains that it names")
    @CsvSource({
        "uri:sip:example.com, example.com, true",
        "uri:sip:example.com, EXAMPLE.com., true",
        "uri:sip:example.com, sip.example.com, false",
        "uri:sip:alice@example.com, example.com, false",
        "uri:sips:example.com, example.com, false",
        "uri:http://example.com, example.com, false",
        "dns:example.com, example.com, true",
        "dns:*.example.com, sip.example.com, false",
        "dns:*.example.com, *.example.com, false",
        "ip:127.0.0.1, 127.0.0.1, true",
        "ip:127.0.0.1, 127.0.0.2, false",
        "ip:::1, [::1], true",
        "mail:cn@example.com, cn, false"
    })
    void speaksForTheDomainsThatItNames(String name, String domain, boolean expected) {
        assertThat(of("cn", name).isFor(domain)).isEqualTo(expected);
    }

    @Test
    @DisplayName("C19: the common name counts only where there are no alternative names")
    void takesTheCommonNameOnlyWithoutAlternativeNames() {
        assertThat(of("example.com").isFor("example.com")).isTrue();
        assertThat(of("example.com", "dns:example.org").isFor("example.com")).isFalse();
    }

    @Test
    void tellsUsersAndDomainsAsUris() {
        assertThat(of("cn", "uri:sip:alice@example.com", "dns:example.com", "dns:*.example.com", "uri:http://x")
                        .uris())
                .containsExactly("sip:alice@example.com", "sip:example.com");
    }

    @ParameterizedTest(name = "{0} {1}")
    @DisplayName("F94: a user is in a URI among the alternative names and nowhere else (RFC 5922 section 7.1)")
    @CsvSource({
        "alice@example.com, ''",
        "alice:secret@example.com, ''",
        "'example.com\\;user\\=alice', ''",
        "cn, dns:alice@example.com",
    })
    void speaksForNoUserOutsideOfAUri(String commonName, String name) {
        CertificateIdentities identities = name.isEmpty() ? of(commonName) : of(commonName, name);

        assertThat(identities.uris()).isEmpty();
        assertThat(identities.isFor("example.com")).isFalse();
    }
}
