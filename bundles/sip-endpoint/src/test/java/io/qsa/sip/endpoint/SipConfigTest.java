package io.qsa.sip.endpoint;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.qsa.sip.endpoint.internal.core.SipSettings;

import static org.assertj.core.api.Assertions.assertThat;

class SipConfigTest {
    private static String key(Method attribute) {
        return attribute.getName().replace("__", "-").replace('_', '.').replace('-', '_');
    }

    @Test
    void hasEveryKeyOfTheSettingsAndNoOther() {
        Set<String> keys = Arrays.stream(SipConfig.class.getDeclaredMethods())
                .map(SipConfigTest::key)
                .collect(Collectors.toSet());

        assertThat(keys)
                .containsExactlyInAnyOrder(
                        "listen",
                        "transport.target",
                        "user_agent",
                        "max_message_size",
                        "max_body_size",
                        "t1",
                        "workers",
                        "connect_timeout",
                        "max_connections",
                        "read_timeout",
                        "idle_timeout",
                        "stop_timeout",
                        "dns_servers",
                        "dns_timeout",
                        "dns_cache_size",
                        "tls_certificate",
                        "tls_private_key",
                        ".tls_password",
                        "tls_ca_list",
                        "tls_client_auth",
                        "tls_all_ciphers",
                        "breaker_failures",
                        "breaker_retry_time",
                        "return_rate",
                        "strict");
    }

    @Test
    void hasDefaultsThatTheSettingsTake() {
        Map<String, Object> defaults = new HashMap<>();
        for (Method attribute : SipConfig.class.getDeclaredMethods()) {
            defaults.put(key(attribute), attribute.getDefaultValue());
        }

        assertThat(SipSettings.parse(defaults)).usingRecursiveComparison().isEqualTo(SipSettings.defaults());
    }
}
