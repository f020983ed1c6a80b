package io.qsa.broker;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.broker.internal.routing.RoutingRules;
import io.qsa.broker.internal.subscription.MoveSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Q10. */
class BrokerSettingsTest {
    @Test
    void withoutAConfigurationTheDefaultsHold() {
        assertThat(BrokerSettings.from(Map.of()))
                .isEqualTo(new BrokerSettings(
                        RoutingRules.RANKING_ONLY,
                        new MoveSettings(500, 0.2, Duration.ofSeconds(10)),
                        Duration.ofSeconds(2),
                        4));
    }

    @Test
    void readsValuesOfAnyShape() {
        Map<String, Object> values = new HashMap<>();
        values.put("notifier.target", " (qsa.notifier=pa) ");
        values.put("routes", new String[] {"presence;*=pa", "*;*=presence_b2b"});
        values.put("handover_timeout", "15");
        values.put("move_rate", 50L);
        values.put("move_jitter", " 0 ");
        values.put("stop_timeout", (short) 0);
        values.put("delivery_threads", "");
        values.put("felix.fileinstall.filename", "file:/etc/io.qsa.broker.cfg");

        assertThat(BrokerSettings.from(values))
                .isEqualTo(new BrokerSettings(
                        RoutingRules.parse("(qsa.notifier=pa)", "presence;*=pa,*;*=presence_b2b"),
                        new MoveSettings(50, 0, Duration.ofSeconds(15)),
                        Duration.ZERO,
                        4));
    }

    @Test
    void readsRoutesFromACollection() {
        assertThat(BrokerSettings.from(Map.of("routes", List.of("a;*=b", "*;*=c")))
                        .rules())
                .isEqualTo(RoutingRules.parse("", "a;*=b,*;*=c"));
    }

    @ParameterizedTest
    @CsvSource({
        "handover_timeout, 0, 1 to 3600",
        "handover_timeout, 3601, 1 to 3600",
        "move_rate, many, 1 to 100000",
        "move_rate, 0, 1 to 100000",
        "move_rate, 99999999999, 1 to 100000",
        "move_jitter, -1, 0 to 100",
        "move_jitter, 101, 0 to 100",
        "stop_timeout, 61, 0 to 60",
        "stop_timeout, 1.5, 0 to 60",
        "delivery_threads, 65, 1 to 64"
    })
    void refusesANumberThatIsNotAllowed(String key, String value, String range) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerSettings.from(Map.of(key, value)))
                .withMessage(key + " must be a whole number from " + range + ", not '" + value + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "notifier.target, (qsa.notifier=pa, it must be an LDAP filter",
        "routes, presence=pa, an entry must read package;host-pattern=notifier|fallback",
        "routes, presence;a*b=pa, 'a host pattern must be *, *.domain or a host'"
    })
    void refusesATextThatItCannotRead(String key, String value, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerSettings.from(Map.of(key, value)))
                .withMessageStartingWith(key + " must be ")
                .withMessageContaining("not '" + value + "'")
                .withMessageContaining(rule);
    }

    @Test
    void consolesShowTheDefaultsThatHold() throws ReflectiveOperationException {
        Map<String, Object> shown = new HashMap<>();
        for (Method attribute : BrokerConfig.class.getDeclaredMethods()) {
            String key =
                    attribute.getName().replace("__", "#").replace('_', '.').replace('#', '_');
            shown.put(key, attribute.getDefaultValue());
        }

        assertThat(shown)
                .containsOnlyKeys(
                        "notifier.target",
                        "routes",
                        "handover_timeout",
                        "move_rate",
                        "move_jitter",
                        "stop_timeout",
                        "delivery_threads");
        assertThat(BrokerSettings.from(shown)).isEqualTo(BrokerSettings.DEFAULTS);
    }
}
