package io.qsa.sip.notifier.internal;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.sip.notifier.users.PresenceUser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class UserComponentTest {
    private static final String MD5 = "939e7578ed9e3c518a452acee763bce9";

    private static Map<String, Object> values(String... changes) {
        Map<String, Object> values = new HashMap<>(
                Map.of("username", "alice", "uris", "sip:alice@example.com, *@home.example", ".password", "wonder"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], changes[i + 1]);
        }
        return values;
    }

    @ParameterizedTest
    @CsvSource({
        "sip:alice@example.com, true",
        "sips:alice@EXAMPLE.com;transport=tcp, true",
        "sip:bob@example.com, false",
        "sip:anybody@home.example, true",
        "sip:anybody@away.home.example, false",
        "tel:+12015550123, false",
        "urn:service:sos, false",
    })
    void aUserIsWhomHisUrisName(String uri, boolean is) {
        assertThat(UserSettings.parse(values()).is(uri)).isEqualTo(is);
    }

    /** The example of RFC 7616 section 3.9.1. */
    @Test
    void aPasswordAndItsHashAreTheSame() {
        PresenceUser user = UserSettings.parse(values("username", "Mufasa", ".password", "Circle of Life"));

        assertThat(user.ha1("http-auth@example.org", "MD5")).contains("3d78807defe7de2157e2b0b6573a855f");
        assertThat(user.ha1("http-auth@example.org", "SHA-256"))
                .contains("7987c64c30e25f1b74be53f966b49b90f2808aa92faf9a00262392d7b4794232");
    }

    @Test
    void aHashIsForItsAlgorithmOnly() {
        PresenceUser user = UserSettings.parse(values(".password", "", ".ha1", MD5.toUpperCase()));

        assertThat(user.ha1("any", "MD5")).contains(MD5);
        assertThat(user.ha1("any", "SHA-256")).isEmpty();
        assertThat(user.toString()).doesNotContainIgnoringCase(MD5);
    }

    @Test
    void aWrongValueKeepsTheOldOnes() {
        UserComponent component = new UserComponent(values());

        component.modified(values("uris", "nobody"));
        assertThat(component.find("alice")).isPresent();
        assertThat(component.find("Alice")).isEmpty();

        component.modified(values("username", "bob"));
        assertThat(component.find("alice")).isEmpty();
    }

    /** F51: only users with algorithms of their own are looked up for each request. */
    @Test
    void aUserMayHaveAlgorithmsOfItsOwn() {
        assertThat(new UserComponent(values()).findLimited("sip:alice@example.com"))
                .isEmpty();

        UserComponent limited = new UserComponent(values("algorithms", "MD5"));
        assertThat(limited.findLimited("sip:alice@example.com"))
                .hasValueSatisfying(user -> assertThat(user.algorithms()).containsExactly("MD5"));
        assertThat(limited.findLimited("sip:bob@example.com")).isEmpty();
    }

    @Test
    void aWrongConfigurationFromTheStartIsNobody() {
        assertThat(new UserComponent(values("uris", "")).find("alice")).isEmpty();
    }

    /** X26; no message shows a secret. */
    @ParameterizedTest
    @CsvSource({
        "username, a:b, 'username must be one line of text without a colon, not ''a:b'': a character cannot be'",
        "username, '', 'username must be one line of text without a colon, not '''': it is missing'",
        ".ha1, abc, '.password and .ha1 are both there; one of them is needed, the values are not shown'",
        ".password, '', '.password and .ha1 are both missing; one of them is needed, the values are not shown'",
        "algorithms, SHA-1, 'algorithms must be SHA-256 and MD5, separated by comma, or empty, not ''SHA-1'': an entry is not known'",
        "uris, x@y, 'uris are no sip, sips, pres or tel URIs, nor *@DOMAIN: [x@y]'",
    })
    void whatIsWrongIsNamed(String key, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserSettings.parse(values(key, value)))
                .withMessage(message);
    }

    @Test
    void aHashThatIsNoneIsNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserSettings.parse(values(".password", "", ".ha1", "secret")))
                .withMessageStartingWith(".ha1 is no hash")
                .withMessageNotContaining("'secret'");
    }
}
