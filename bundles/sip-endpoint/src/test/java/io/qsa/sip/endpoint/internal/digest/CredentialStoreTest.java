package io.qsa.sip.endpoint.internal.digest;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialStoreTest {
    private static final String BOB = "sip:bob@example.com";

    private final CredentialStore store = new CredentialStore();

    private void put(String name, String... keysAndValues) {
        store.put(name, Samples.credential(keysAndValues));
    }

    private String usernameAt(String host) {
        return store.of(BOB, host).get("there").account().username();
    }

    @ParameterizedTest
    @DisplayName("F60 F63 X27 X41: gives a credential to its hosts and for its subscribers, to nobody else")
    @CsvSource({
        "sip:bob@example.com,          sip:bob@example.com, 10.0.0.1,            10.0.0.1,        true",
        "sip:b%6fb@example.com.,       sip:bob@example.com;x=1, 10.0.0.1,        10.0.0.1,        true",
        "tel:+491,                     tel:+4-9.1,          10.0.0.1,            10.0.0.1,        true",
        "tel:42;phone-context=a.org,   tel:42,              10.0.0.1,            10.0.0.1,        false",
        "sip:bob@example.com,          sip:bob@EXAMPLE.com, pbx.example.com,     PBX.Example.com, true",
        "*@example.com,                sip:bob@example.com, *.example.com,       a.b.example.com, true",
        "tel:+491,                     tel:+491,            [::1],               [0:0::1],        true",
        "sip:bob@example.com,          sip:bob@example.com, 10.0.0.1,            10.0.0.10,       false",
        "sip:bob@example.com,          sip:bob@example.com, *.example.com,       example.com,     false",
        "sip:bob@example.com,          sip:bob@example.com, *.example.com,       evilexample.com, false",
        "sip:bob@example.com,          sip:bob@example.com, pbx.example.com,     pbx.example.com.evil.org, false",
        "sip:bob@example.com,          sip:bobby@example.com, 10.0.0.1,          10.0.0.1,        false",
        "sip:bob@example.com,          sips:bob@example.com, 10.0.0.1,           10.0.0.1,        false",
        "*@example.com,                sip:bob@sub.example.com, 10.0.0.1,        10.0.0.1,        false",
        "*@example.com,                anonymous,           10.0.0.1,            10.0.0.1,        false",
    })
    void givesToWhomItIsFor(String subscriber, String from, String hosts, String host, boolean given) {
        put("one", "subscriber", subscriber, "hosts", hosts);

        assertThat(store.of(from, host).containsKey("there")).isEqualTo(given);
    }

    @Test
    void theMostSpecificWins() {
        put("1", "subscriber", "*@example.com", "username", "everybody");
        assertThat(usernameAt("127.0.0.1")).isEqualTo("everybody");

        put("2", "hosts", "*.example.com", "username", "bob below");
        put("3", "hosts", "*.a.example.com", "username", "bob at a");
        put("4", "hosts", "x.a.example.com", "username", "bob at x");
        put("5", "hosts", "*.example.com", "realm", "elsewhere", "username", "other");
        assertThat(usernameAt("127.0.0.1")).isEqualTo("everybody");
        assertThat(usernameAt("b.example.com")).isEqualTo("bob below");
        assertThat(usernameAt("y.a.example.com")).isEqualTo("bob at a");
        assertThat(usernameAt("x.a.example.com")).isEqualTo("bob at x");
        assertThat(store.of(BOB, "b.example.com")).containsOnlyKeys("there", "elsewhere");
    }

    @Test
    void changesAtOnce() {
        put("1");
        put("2", "subscriber", "*@example.com", "username", "everybody");
        put("1", "subscriber", "sip:carol@example.com");
        assertThat(usernameAt("127.0.0.1")).isEqualTo("everybody");

        store.remove("2");
        store.remove("2");
        assertThat(store.of(BOB, "127.0.0.1")).isEmpty();
        assertThat(store.isEmpty()).isFalse();

        store.remove("1");
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void keepsWhatIsConfiguredTwiceUntilBothAreGone() {
        put("1");
        put("2");
        put("1");
        store.remove("1");
        assertThat(usernameAt("127.0.0.1")).isEqualTo("bob");
    }
}
