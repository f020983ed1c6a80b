package io.qsa.presence.xml;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** F30, F62: times as real documents have them. */
class XmlTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-10-27T16:49:29Z, 2026-10-27T16:49:29Z",
        "2026-10-27T16:49:29+01:00, 2026-10-27T15:49:29Z",
        "2026-10-27t16:49:29.5z, 2026-10-27T16:49:29.5Z",
        "2026-12-31T24:00:00Z, 2027-01-01T00:00:00Z",
        "2026-12-31T24:00:00.000+02:00, 2026-12-31T22:00:00Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2016-12-31T18:59:60.25-05:00, 2017-01-01T00:00:00Z",
        "2026-10-27T16:49:29.1234567891Z, 2026-10-27T16:49:29.123456789Z",
        "2026-10-27T16:49:29.000000000000000001Z, 2026-10-27T16:49:29Z",
    })
    void aTimeIsRead(String text, String instant) {
        assertThat(XmlTime.parse(text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noon",
                "2026-10-27T16:49:29",
                "2026-10-27T24:00:01Z",
                "2026-10-27T25:00:00Z",
                "2026-10-27T16:49:61Z",
                "2026-13-27T16:49:60Z",
            })
    void whatIsNoTimeWithItsZoneIsNone(String text) {
        assertThat(XmlTime.parse(text)).isEmpty();
    }

    /** A long text is refused cheaply. */
    @Test
    void aVeryLongOneIsNone() {
        assertThat(XmlTime.parse("2026-10-27T16:49:29." + "1".repeat(100_000) + "Z"))
                .isEmpty();
    }
}
