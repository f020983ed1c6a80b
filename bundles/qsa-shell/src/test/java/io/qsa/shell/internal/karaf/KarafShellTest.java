package io.qsa.shell.internal.karaf;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.parsing.CommandLineImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.qsa.base.command.CommandCall;
import io.qsa.base.command.CommandSyntax;
import io.qsa.base.command.ShellCommand;
import io.qsa.shell.internal.call.EchoCommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KarafShellTest {
    private final EchoCommand echo = new EchoCommand();
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private SessionFactoryImpl karaf;
    private KarafShell shell;

    @BeforeEach
    void start() {
        threadIo.start();
        karaf = new SessionFactoryImpl(threadIo);
        shell = new KarafShell(karaf);
        shell.bindCommand(echo);
    }

    @AfterEach
    void stop() {
        karaf.stop();
        threadIo.stop();
    }

    @Test
    void printsToTheConsole() throws Exception {
        assertThat(run("test:echo a --count 3")).contains("a     -         3  no");
    }

    @Test
    void printsDownThePipe() throws Exception {
        assertThat(run("test:echo a --json | test:echo b")).contains("b ").doesNotContain("\"a\"");
    }

    @Test
    void showsALineBeforeTheCommandEnds() throws Exception {
        List<String> shown = new ArrayList<>();
        shell.bindCommand(new SlowCommand(() -> shown.add(console.toString(StandardCharsets.UTF_8))));
        run("test:slow");

        assertThat(shown).containsExactly("working" + System.lineSeparator());
    }

    @Test
    void failsWithTheMessageAloneForWrongWords() {
        assertThatThrownBy(() -> run("test:echo --count"))
                .isInstanceOfSatisfying(CommandException.class, wrong -> assertThat(wrong.getNiceHelp())
                        .startsWith("test:echo: --count lacks its value N")
                        .contains("Usage: test:echo [--count N]"));
    }

    @Test
    void answersHelp() throws Exception {
        assertThat(run("test:echo --help")).startsWith("Prints its arguments");
        assertThat(karaf.getRegistry().getCommand("test", "echo"))
                .extracting(Command::getDescription)
                .isEqualTo("Prints its arguments");
    }

    @Test
    void takesTheCommandAwayWithItsService() {
        shell.unbindCommand(echo);

        assertThat(karaf.getRegistry().getCommand("test", "echo")).isNull();
    }

    @Test
    void completesTheNameWithAndWithoutItsScope() {
        assertThat(completed(false, "")).containsExactly("echo", "test:echo");
        assertThat(completed(true, "")).containsExactly("echo");
    }

    @Test
    void completesArgumentsAndOptions() {
        assertThat(completed(false, "test:echo", "")).containsExactly("sip:alice@example.com", "sip:bob@example.com");
        assertThat(completed(false, "test:echo", "-")).containsExactly("--count", "--loud", "--json", "--help");
    }

    @Test
    void completesNothingForOtherCommands() {
        assertThat(completed(false, "test:other", "-")).isEmpty();
    }

    private String run(String line) throws Exception {
        try (Session session = session()) {
            session.execute(line);
            session.getConsole().flush();
        }
        return console.toString(StandardCharsets.UTF_8);
    }

    private List<String> completed(boolean scoped, String... words) {
        String line = String.join(" ", words);
        List<Candidate> candidates = new ArrayList<>();
        try (Session session = session()) {
            karaf.getRegistry()
                    .getCommand("test", "echo")
                    .getCompleter(scoped)
                    .completeCandidates(
                            session,
                            new CommandLineImpl(
                                    words, words.length - 1, words[words.length - 1].length(), line.length(), line),
                            candidates);
        }
        return candidates.stream().map(Candidate::value).toList();
    }

    private Session session() {
        PrintStream out = new PrintStream(new BufferedOutputStream(console), false, StandardCharsets.UTF_8);
        return karaf.create(new ByteArrayInputStream(new byte[0]), out, out);
    }

    /** Prints a line and then does something else. Immutable. */
    private record SlowCommand(Runnable work) implements ShellCommand {
        @Override
        public CommandSyntax syntax() {
            return CommandSyntax.of("test:slow", "Works");
        }

        @Override
        public void execute(CommandCall call) {
            call.print("working");
            work.run();
        }
    }
}
