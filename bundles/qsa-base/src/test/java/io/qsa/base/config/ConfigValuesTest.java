package io.qsa.base.config;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConfigValuesTest {
    private static ConfigValues with(Object value) {
        return new ConfigValues(Map.of("key", value));
    }

    @Test
    void readsTheSameWhateverTypeAValueHas() {
        assertThat(with(7).number("key", 1, 0, 9)).isEqualTo(7);
        assertThat(with(" 7 ").number("key", 1, 0, 9)).isEqualTo(7);
        assertThat(with(new Object[] {"7"}).seconds("key", 1, 0, 9)).isEqualTo(Duration.ofSeconds(7));
        assertThat(with(true).flag("key", false)).isTrue();
        assertThat(with("True").flag("key", false)).isTrue();
        assertThat(with("0").flag("key", true)).isFalse();
        assertThat(with("terminated").oneOf("key", State.NEW)).isEqualTo(State.TERMINATED);
    }

    @Test
    void severalValuesAreOneText() {
        assertThat(with(List.of("a", "b")).text("key", "")).isEqualTo("a,b");
        assertThat(with(new String[] {"a", "b"}).text("key", "")).isEqualTo("a,b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void whatIsBlankHasItsDefault(String blank) {
        assertThat(with(blank).text("key", "absent")).isEqualTo("absent");
        assertThat(with(blank).number("key", 5, 0, 9)).isEqualTo(5);
        assertThat(with(blank).flag("other", true)).isTrue();
        int read = with(blank).value("key", "12", "a number", Integer::valueOf);
        assertThat(read).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({"10", "-1", "1e9", "9999999999", "seven"})
    void refusesANumberThatIsNoneOrOutOfRange(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(value).number("key", 1, 0, 9))
                .withMessage("key must be a whole number from 0 to 9, not '" + value + "'");
    }

    @Test
    void saysWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("perhaps").flag("key", true))
                .withMessage("key must be true or false, not 'perhaps'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("dead").oneOf("key", State.NEW))
                .withMessage(
                        "key must be new or runnable or blocked or waiting or timed_waiting or terminated, not 'dead'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("x").value("key", "", "a number", Integer::valueOf))
                .withMessage("key must be a number, not 'x': For input string: \"x\"");
    }

    /** X30: a value cannot forge a line of the log. */
    @Test
    void showsNoControlCharacters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("a\r\nERROR all is lost").flag("key", true))
                .withMessageContaining("'a??ERROR all is lost'");
    }
}
