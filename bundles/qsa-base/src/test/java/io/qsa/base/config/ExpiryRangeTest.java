package io.qsa.base.config;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExpiryRangeTest {
    private static ExpiryRange read(Map<String, ?> values) {
        return ConfigValues.readStrictly(
                values, in -> ExpiryRange.of(in, new ExpiryRange.Key("min", 60), new ExpiryRange.Key("max", 3600)));
    }

    @Test
    void anAbsentKeyHasItsDefault() {
        assertThat(read(Map.of())).isEqualTo(new ExpiryRange(Duration.ofSeconds(60), Duration.ofHours(1)));
    }

    @Test
    void noMoreIsGrantedThanTheLongest() {
        ExpiryRange range = read(Map.of("max", 600));

        assertThat(range.granted(Duration.ofSeconds(599))).isEqualTo(Duration.ofSeconds(599));
        assertThat(range.granted(Duration.ofSeconds(601))).isEqualTo(Duration.ofSeconds(600));
    }

    @ParameterizedTest
    @CsvSource({
        "-1,   600,    min must be a whole number from 0 to 3600",
        "3601, 604800, min must be a whole number from 0 to 3600",
        "0,    0,      max must be a whole number from 1 to 604800",
        "0,    604801, max must be a whole number from 1 to 604800",
        "61,   60,     'max must be at least min (61), not ''60'''"
    })
    void aWrongValueIsRefusedByItsName(String min, String max, String message) {
        assertThatThrownBy(() -> read(Map.of("min", min, "max", max)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theLongestMayBeTheShortest() {
        assertThat(read(Map.of("min", 60, "max", 60)).granted(Duration.ofHours(1)))
                .isEqualTo(Duration.ofSeconds(60));
    }
}
