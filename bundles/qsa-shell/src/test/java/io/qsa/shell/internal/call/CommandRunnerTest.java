package io.qsa.shell.internal.call;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandRunnerTest {
    @Test
    void printsTheTableForPeople() throws InterruptedException {
        assertThat(run("a", "--count", "3")).containsExactly("WHAT  MORE  COUNT  LOUD", "a     -         3  no");
    }

    @Test
    void printsTheTableForPrograms() throws InterruptedException {
        assertThat(run("--json", "a"))
                .containsExactly("[", "  {\"what\": \"a\", \"more\": null, \"count\": 1, \"loud\": false}", "]");
    }

    @Test
    void printsHelpWhateverElseIsThere() throws InterruptedException {
        assertThat(run("--help"))
                .containsExactly(
                        "Prints its arguments",
                        "",
                        "Usage: test:echo [--count N] [--loud] [--json] [--help] WHAT [MORE]",
                        "",
                        "  WHAT       What to print",
                        "  MORE       What else to print",
                        "  --count N  How often",
                        "  --loud     In capitals",
                        "  --json     Print JSON for programs",
                        "  --help     Print this help");
    }

    @Test
    void answersWrongWordsWithTheUsageLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run())
                .withMessage(String.join(
                        System.lineSeparator(),
                        "test:echo: WHAT is missing",
                        "Usage: test:echo [--count N] [--loud] [--json] [--help] WHAT [MORE]"));
    }

    @Test
    void leavesTheMessageOfTheCommandAsItIs() {
        assertThatIllegalArgumentException().isThrownBy(() -> run("nonsense")).withMessage("WHAT is nonsense");
    }

    private static List<String> run(String... words) throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        CommandRunner.run(new EchoCommand(), List.of(words), new CallOutput(print, print));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
