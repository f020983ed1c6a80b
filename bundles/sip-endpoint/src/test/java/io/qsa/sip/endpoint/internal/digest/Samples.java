package io.qsa.sip.endpoint.internal.digest;

import java.util.HashMap;
import java.util.Map;

/** Credentials as they are configured. */
public final class Samples {
    private Samples() {}

    /** Those of Bob for the realm "there" at 127.0.0.1, with some values changed. */
    public static Credential credential(String... keysAndValues) {
        return CredentialSettings.parse(values(keysAndValues));
    }

    static Map<String, Object> values(String... keysAndValues) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "subscriber", "sip:bob@example.com",
                "realm", "there",
                "hosts", "127.0.0.1",
                "username", "bob",
                ".password", "zanzibar"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return values;
    }
}
