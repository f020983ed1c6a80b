package io.qsa.base.config;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

    /** A value that is blank on purpose is not missing. */
    @Test
    void aBlankTextMayMeanSomething() {
        assertThat(with(" ").textOrBlank("key", "absent")).isEmpty();
        assertThat(with("x").textOrBlank("other", "absent")).isEqualTo("absent");
    }

    @ParameterizedTest
    @CsvSource({"10", "-1", "1e9", "9999999999", "seven"})
    void refusesANumberThatIsNoneOrOutOfRange(String value) {
        ConfigValues in = with(value);

        assertThat(in.number("key", 1, 0, 9)).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(in::check)
                .withMessage("key must be a whole number from 0 to 9, not '" + value + "'");
    }

    @Test
    void saysWhatIsAllowed() {
        assertThat(complaintAbout("perhaps", in -> in.flag("key", true)))
                .isEqualTo("key must be true or false, not 'perhaps'");
        assertThat(complaintAbout("dead", in -> in.oneOf("key", State.NEW)))
                .isEqualTo(
                        "key must be new or runnable or blocked or waiting or timed_waiting or terminated, not 'dead'");
        assertThat(complaintAbout("x", in -> in.value("key", "1", "a number", Integer::valueOf)))
                .isEqualTo("key must be a number, not 'x': For input string: \"x\"");
    }

    /** F131. */
    @Test
    void findsEverythingThatIsWrongAtOnceAndHasDefaultsInItsPlace() {
        ConfigValues in = new ConfigValues(Map.of("one", "x", "two", "7", "three", "perhaps"));

        assertThat(in.number("one", 1, 0, 9)).isEqualTo(1);
        assertThat(in.number("two", 1, 0, 9)).isEqualTo(7);
        assertThat(in.flag("three", true)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(in::check)
                .withMessage(
                        "one must be a whole number from 0 to 9, not 'x'; three must be true or false, not 'perhaps'");
    }

    /** F131. */
    @Test
    void knowsWhatNobodyAskedFor() {
        ConfigValues in = new ConfigValues(Map.of("one", "1", "twoo", "2", "service.pid", "x", "else", "y"));
        in.text("one", "");
        in.text("two", "");

        assertThat(in.unknown()).containsExactly("else", "twoo (did you mean two?)");
    }

    @Test
    void whatHasNoDefaultMustBeThere() {
        ConfigValues in = new ConfigValues(Map.of("number", "x"));

        Optional<Integer> number = in.required("number", "a number", Integer::valueOf);
        Optional<Integer> other = in.required("other", "a number", Integer::valueOf);

        assertThat(number).isEmpty();
        assertThat(other).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(in::check)
                .withMessageContaining("number must be a number, not 'x'")
                .withMessageContaining("other must be a number, not '': it is missing");
    }

    /** X30: a value cannot forge a line of the log. */
    @Test
    void showsNoControlCharacters() {
        assertThat(complaintAbout("a\r\nERROR all is lost", in -> in.flag("key", true)))
                .contains("'a??ERROR all is lost'");
    }

    private static String complaintAbout(Object value, Consumer<ConfigValues> reader) {
        ConfigValues in = with(value);
        reader.accept(in);
        return String.join("; ", in.refused().values());
    }
}
