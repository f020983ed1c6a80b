package io.qsa.base.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LogTextTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                0, '\t', '\n', '\r', 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029,
                0x202a, 0x202e, 0x2066, 0x2069
            })
    void anUnsafeCharacterBecomesAQuestionMark(int c) {
        assertThat(LogText.of("a" + (char) c + "b" + (char) c)).isEqualTo("a?b?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "sip:alice@example.com", "Grüße, Ωμέγα, 日本", "\u00a0", "\uD83D\uDE00", "\u2027\u202f"})
    void safeTextIsTheSameObject(String text) {
        assertThat(LogText.of(text)).isSameAs(text);
    }

    @Test
    void longTextIsCut() {
        assertThat(LogText.of("x".repeat(120))).isEqualTo("x".repeat(120));
        assertThat(LogText.of("x".repeat(121))).isEqualTo("x".repeat(120) + "...");
        assertThat(LogText.of("x\n".repeat(1000), 4)).isEqualTo("x?x?...");
        assertThat(LogText.of("x", 0)).isEqualTo("...");
    }

    /** Otherwise the last character would be shown as another one. */
    @Test
    void isNotCutWithinACharacter() {
        assertThat(LogText.of("ab\uD83D\uDE00", 3)).isEqualTo("ab...");
        assertThat(LogText.of("ab\uD83D\uDE00", 4)).isEqualTo("ab\uD83D\uDE00");
    }

    @Test
    void theMissingMessageOfAnExceptionIsShown() {
        assertThat(LogText.of(null)).isEqualTo("null");
    }
}
