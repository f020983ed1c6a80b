package io.qsa.shell.internal.call;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.base.command.CommandSyntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CallParserTest {
    private final CommandSyntax syntax = new EchoCommand().syntax();

    @ParameterizedTest
    @ValueSource(
            strings = {"--count 3 --loud a b", "a --count 3 b --loud", "a b --loud --count=3", "--loud --count=3 -- a b"
            })
    void takesOptionsAnywhere(String words) {
        assertThat(parse(words)).isEqualTo(Map.of("--count", "3", "--loud", "", "WHAT", "a", "MORE", "b"));
    }

    @Test
    void takesWhatFollowsTwoDashesAsArguments() {
        assertThat(parse("-- --loud -x")).isEqualTo(Map.of("WHAT", "--loud", "MORE", "-x"));
    }

    @Test
    void keepsWhatFollowsTheFirstEqualsSign() {
        assertThat(parse("--count=a=b x")).containsEntry("--count", "a=b");
    }

    @Test
    void takesTheNextWordAsValueWhateverItIs() {
        assertThat(parse("--count --loud x")).isEqualTo(Map.of("--count", "--loud", "WHAT", "x"));
    }

    @Test
    void asksForNoArgumentWhereHelpIsWanted() {
        assertThat(parse("--help")).containsOnlyKeys("--help");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            quoteCharacter = '"',
            value = {
                "\"\" : WHAT is missing",
                "--loud : WHAT is missing",
                "a b c : 'c' is one argument too many",
                "a --quiet : there is no option --quiet",
                "a -q=1 : there is no option -q",
                "a --count : --count lacks its value N",
                "a --loud=yes : --loud takes no value",
                "a --loud --loud : --loud is given twice",
                "a --count 1 --count=2 : --count is given twice"
            })
    void saysWhatIsWrong(String words, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(words)).withMessage(message);
    }

    @Test
    void knowsJsonOnlyWhereATableIsPrinted() {
        CommandSyntax plain = CommandSyntax.of("test:plain", "Prints nothing");

        assertThat(parse("--json a")).containsKey("--json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallParser.parse(plain, List.of("--json")))
                .withMessageContaining("--json");
    }

    private Map<String, String> parse(String words) {
        return CallParser.parse(syntax, words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }
}
