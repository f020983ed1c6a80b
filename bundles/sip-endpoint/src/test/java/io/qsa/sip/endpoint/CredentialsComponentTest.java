package io.qsa.sip.endpoint;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;
import io.qsa.sip.SipUri;
import io.qsa.sip.endpoint.internal.digest.CredentialSettings;
import io.qsa.sip.endpoint.internal.digest.DigestClient;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialsComponentTest {
    private final SharedCredentials shared = new SharedCredentials();
    private final DigestClient client = new DigestClient(shared.store(), () -> 0);

    private static Map<String, Object> properties(String... keysAndValues) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "service.pid", CredentialSettings.PID + "~bob",
                "subscriber", "sip:bob@example.com",
                "realm", "there",
                "hosts", "127.0.0.1",
                "username", "bob",
                ".password", "zanzibar"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    /** Whether a challenge of this realm is answered. */
    private boolean answers(String realm) {
        SipRequest request = SipRequest.of("SUBSCRIBE", "sip:alice@127.0.0.1")
                .with("From", "<sip:bob@example.com>;tag=1")
                .with("CSeq", "1 SUBSCRIBE");
        return client.begin(request, SipUri.parse(request.requestUri()))
                .answers(SipResponse.to(request, 401)
                        .with("WWW-Authenticate", "Digest realm=\"" + realm + "\", nonce=\"n\""));
    }

    @Test
    void livesAsLongAsItsConfiguration() {
        CredentialsComponent component = new CredentialsComponent(shared, properties());
        assertThat(answers("there")).isTrue();

        component.modified(properties("realm", "elsewhere"));
        assertThat(answers("there")).isFalse();
        assertThat(answers("elsewhere")).isTrue();

        component.deactivate();
        assertThat(answers("elsewhere")).isFalse();
    }

    @Test
    @DisplayName("Q10: a bad value keeps the old ones, and at first gives nothing")
    void keepsWhatItHasWhenAValueIsBad() {
        CredentialsComponent component = new CredentialsComponent(shared, properties("hosts", "*"));
        assertThat(answers("there")).isFalse();

        component.modified(properties());
        component.modified(properties(".ha1", "zanzibar", "realm", "elsewhere"));
        assertThat(answers("there")).isTrue();
    }

    @Test
    void theConfigurationHasEveryKeyOfTheSettingsAndNoOther() {
        assertThat(Arrays.stream(CredentialsConfig.class.getDeclaredMethods())
                        .map(Method::getName)
                        .map(name -> name.replaceFirst("^_", ".")))
                .containsExactlyInAnyOrder(
                        "subscriber", "realm", "hosts", "username", ".password", ".ha1", "algorithms");
    }
}
