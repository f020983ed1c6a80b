package io.qsa.pa.internal.agent;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PaSettingsTest {

    @Test
    void aFreshInstallationGivesNothingAway() {
        assertThat(PaSettings.DEFAULTS.acceptsInternalSubscriptions()).isFalse();
        assertThat(PaSettings.DEFAULTS.isOpenToAnybody()).isFalse();
        assertThat(PaSettings.DEFAULTS.auth()).isEqualTo(PaSettings.Auth.IMPLICIT);
    }

    @Test
    void valuesOfAnyTypeAreRead() {
        PaSettings settings = PaSettings.of(Map.of(
                "accept_internal_subscriptions",
                true,
                "sip_interface",
                "False",
                "service.ranking",
                " -7 ",
                "notify_interval",
                0L,
                "stop_timeout",
                5));

        assertThat(settings.acceptsInternalSubscriptions()).isTrue();
        assertThat(settings.hasSipInterface()).isFalse();
        assertThat(settings.ranking()).isEqualTo(-7);
        assertThat(settings.notifyInterval()).isZero();
        assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(5));
    }

    /** Q10: the message names key, range and value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accept_internal_subscriptions | yes  | accept_internal_subscriptions must be true or false, not 'yes'",
                "auth                          | all  | auth must be none or implicit or rules, not 'all'",
                "rules_directory               | rules| rules_directory must be the absolute path of a directory, or empty, not 'rules': the path is not absolute",
                "internal_auth                 | some | internal_auth must be none or same, not 'some'",
                "default_expires               | 0    | default_expires must be a whole number from 1 to 604800, not '0'",
                "min_expires                   | -1   | min_expires must be a whole number from 0 to 3600, not '-1'",
                "max_publish_expiration        | 59   | max_publish_expiration must be at least min_expires (60), not '59'",
                "max_subscription_expiration   | 1e3  | max_subscription_expiration must be a whole number from 1 to 604800, not '1e3'",
                "algorithms                    | SHA-1| algorithms must be SHA-256 and MD5, separated by comma, not 'SHA-1': an entry is not known",
                "pending_timeout               | 59   | pending_timeout must be a whole number from 60 to 604800, not '59'",
                "max_watchers                  | 0    | max_watchers must be a whole number from 1 to 100000000, not '0'",
                "notify_interval               | 5s   | notify_interval must be a whole number from 0 to 3600, not '5s'",
                "service.ranking               | top  | service.ranking must be a whole number from -2147483648 to 2147483647, not 'top'",
                "stop_timeout                  | 61   | stop_timeout must be a whole number from 0 to 60, not '61'",
            })
    void aWrongValueIsNamed(String key, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaSettings.of(Map.of(key, value)))
                .withMessage(message);
    }

    @Test
    void aValueOfAnOddTypeIsNamedToo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PaSettings.of(Map.of("min_expires", List.of(1, 2))))
                .withMessageContaining("not '1,2'");
    }
}
