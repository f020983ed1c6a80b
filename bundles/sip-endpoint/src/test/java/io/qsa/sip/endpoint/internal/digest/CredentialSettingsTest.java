package io.qsa.sip.endpoint.internal.digest;

import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.sip.HostPattern;
import io.qsa.sip.digest.HashFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CredentialSettingsTest {
    private static final String MD5_HASH = "3D78807DEFE7DE2157E2B0B6573A855F";

    @Test
    void readsEveryKey() {
        Credential credential = Samples.credential(
                "subscriber",
                " *@Example.com ",
                "hosts",
                "PBX.example.com., *.example.com,[::1]",
                "algorithms",
                "sha-256");

        assertThat(credential.subscriber().key()).isEqualTo("*@example.com");
        assertThat(credential.realm()).isEqualTo("there");
        assertThat(credential.hosts())
                .extracting(HostPattern::toString)
                .containsExactly("pbx.example.com.", "*.example.com", "[0:0:0:0:0:0:0:1]");
        assertThat(credential.account().username()).isEqualTo("bob");
        assertThat(credential.account().hashes()).containsExactly(HashFunction.SHA_256);
    }

    @Test
    void readsListsOfAnyType() {
        Map<String, Object> values = Samples.values();
        values.put("hosts", new String[] {"10.0.0.1", "10.0.0.2"});

        assertThat(CredentialSettings.parse(values).hosts()).hasSize(2);
    }

    @Test
    @DisplayName("X27: a hash serves the algorithm that it was made with and no other")
    void takesAHashForItsAlgorithm() {
        assertThat(Samples.credential(".password", "", ".ha1", MD5_HASH)
                        .account()
                        .hashes())
                .containsExactly(HashFunction.MD5);
    }

    @Test
    void isEqualIfItsValuesAre() {
        assertThat(Samples.credential()).isEqualTo(Samples.credential());
        assertThat(Samples.credential(".password", "other")).isNotEqualTo(Samples.credential());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subscriber | bob       | a URI or *@DOMAIN",
                "subscriber | *@        | a URI or *@DOMAIN",
                "subscriber | ''        | a URI or *@DOMAIN",
                "realm      | ''        | one line of text",
                "hosts      | ','       | HOST or *.DOMAIN",
                "hosts      | a:5060    | HOST or *.DOMAIN",
                "hosts      | *         | HOST or *.DOMAIN",
                "username   | bob:x     | without a colon",
                "algorithms | MD5, ROT13| SHA-256 and MD5",
            })
    void namesTheKeyWhatIsAllowedAndTheValue(String key, String value, String allowed) {
        assertThatThrownBy(() -> Samples.credential(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + " ")
                .hasMessageContaining(allowed)
                .hasMessageContaining("'" + value + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zanzibar", "3d78807defe7de2157e2b0b6573a855", MD5_HASH + "00"})
    @DisplayName("X27: no message shows a secret")
    void noMessageShowsASecret(String secret) {
        assertThatThrownBy(() -> Samples.credential(".password", "", ".ha1", secret))
                .hasMessageStartingWith(".ha1 ")
                .message()
                .doesNotContainIgnoringCase(secret);
        assertThatThrownBy(() -> Samples.credential(".password", secret, ".ha1", secret))
                .hasMessageStartingWith(".password and .ha1 ")
                .message()
                .doesNotContainIgnoringCase(secret);
        assertThatThrownBy(() -> Samples.credential(".password", ""))
                .hasMessageStartingWith(".password and .ha1 are both missing");
    }

    @Test
    @DisplayName("X27: no text shows a secret")
    void noTextShowsASecret() {
        assertThat(Samples.credential().toString()).contains("bob", "there").doesNotContain("zanzibar");
        assertThat(Samples.credential(".password", "", ".ha1", MD5_HASH).toString())
                .doesNotContainIgnoringCase(MD5_HASH);
    }
}
