package io.qsa.rls.internal;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.qsa.sip.notifier.WatcherShares.Most;
import io.qsa.sip.notifier.WatcherShares.Weight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RlsSettingsTest {
    @Test
    void theDefaultsAreThoseOfSer() {
        RlsSettings settings = RlsSettings.DEFAULTS;

        assertThat(settings.shortest()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.granted(Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(7200));
        assertThat(settings.ifNotAsked()).isEqualTo(Duration.ofSeconds(3761));
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.notificationsAtOnce()).isEqualTo(1_000_000);
        assertThat(settings.watchers()).isEqualTo(100_000);
        assertThat(settings.members()).isEqualTo(10_000);
        assertThat(settings.ofWatcher()).isEqualTo(new Most(1_000, new Weight(1_048_576, 20_000)));
        assertThat(settings.deepest()).isEqualTo(-1);
        assertThat(settings.ignores408OnNotify()).isFalse();
        assertThat(settings.auth()).isEqualTo(RlsSettings.Auth.DIGEST);
    }

    @Test
    void theNestingLevelHasTwoNames() {
        assertThat(RlsSettings.of(Map.of("max_list_nesting_level", "2")).deepest())
                .isEqualTo(2);
        assertThat(RlsSettings.of(Map.of("max_list_nesting_level", "2", "max_nesting_level", "1"))
                        .deepest())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "auth, xcap, auth must be none or implicit or digest",
        "algorithms, SHA-1, algorithms must be SHA-256 and MD5",
        "lists_directory, lists, lists_directory must be the absolute path",
        "max_expiration, 59, max_expiration must be at least min_expiration (60)",
        "max_notifications_at_once, 0, max_notifications_at_once must be a whole number from 1",
        "max_watchers, 0, max_watchers must be a whole number from 1",
        "max_members, 0, max_members must be a whole number from 1",
        "max_nesting_level, -2, max_nesting_level must be a whole number from -1"
    })
    void aWrongValueIsNamed(String key, String value, String complaint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RlsSettings.of(Map.of(key, value)))
                .withMessageStartingWith(complaint);
    }
}
