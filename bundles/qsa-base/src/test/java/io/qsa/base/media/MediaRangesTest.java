package io.qsa.base.media;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** F47. */
class MediaRangesTest {
    private static final String PIDF = "application/pidf+xml";

    private static boolean accepts(String... ranges) {
        return MediaRanges.accept(List.of(ranges), PIDF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/pidf+xml",
                "Application/PIDF+XML",
                "application / pidf+xml",
                "application\t/\tpidf+xml ; charset=UTF-8",
                "application/pidf+xml;q=0.001",
                "application/pidf+xml;q=1",
                "application/pidf+xml;q=1.000",
                "application/pidf+xml;q=",
                "application/pidf+xml;q=low",
                "application/pidf+xml;quality=0",
                "application/pidf+xml;note=\"a;q=0\"",
                "application/pidf+xml;note=\"\\\";q=0\"",
                "application/*",
                "application / *;q=0.5",
                "*/*",
                "* / *"
            })
    void acceptsATypeByARange(String range) {
        assertThat(accepts(range)).isTrue();
        assertThat(accepts("text/plain", range)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "/",
                "pidf+xml",
                "text/plain",
                "text/*",
                "application/pidf",
                "app/*",
                "application/pidf+xml;q=0",
                "application/pidf+xml;q=0.",
                "application/pidf+xml;q=0.000",
                "application/pidf+xml ; Q = 0.0",
                "application/pidf+xml;charset=UTF-8;q=0",
                "application / pidf+xml;q=0",
                "*/*;q=0"
            })
    void doesNotAcceptATypeByAnother(String range) {
        assertThat(accepts(range)).isFalse();
    }

    @Test
    void nothingIsAcceptedByNothing() {
        assertThat(accepts()).isFalse();
    }

    @Test
    void theMostSpecificRangeCounts() {
        assertThat(accepts("*/*;q=0", PIDF)).isTrue();
        assertThat(accepts(PIDF, "application/*;q=0")).isTrue();
        assertThat(accepts("application/*;q=0", "*/*")).isFalse();
        assertThat(accepts("*/*", "application/pidf+xml;q=0", "application/*")).isFalse();
    }

    @Test
    void aTypeThatIsNamedTwiceIsAcceptedIfItIsOnce() {
        assertThat(accepts("application/pidf+xml;q=0", PIDF)).isTrue();
        assertThat(accepts(PIDF, "application/pidf+xml;q=0")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "application/pidf+xml, application/pidf+xml",
        "application / pidf+xml ; charset=UTF-8, application/pidf+xml",
        "a b, a b",
        "'', ''"
    })
    void theTypeIsWhatStandsBeforeTheParameters(String text, String type) {
        assertThat(MediaRanges.typeOf(text)).isEqualTo(type);
    }

    @Test
    void theContentTypeMayHaveParameters() {
        assertThat(MediaRanges.accept(List.of(PIDF), "Application / pidf+xml;charset=\"UTF-8\""))
                .isTrue();
    }
}
