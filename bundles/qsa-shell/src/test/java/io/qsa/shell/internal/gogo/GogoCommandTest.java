package io.qsa.shell.internal.gogo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

import io.qsa.shell.internal.call.EchoCommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GogoCommandTest {
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @Test
    void printsToTheConsole() throws Exception {
        assertThat(run("test:echo sip:alice@example.com --count 3")).contains("sip:alice@example.com  -         3  no");
    }

    @Test
    void printsDownThePipe() throws Exception {
        assertThat(run("test:echo a --json | test:echo b")).contains("b ").doesNotContain("\"a\"");
    }

    @Test
    void failsWithOneMessageForWrongWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("test:echo"))
                .withMessageContaining("WHAT is missing")
                .withMessageContaining("Usage: test:echo");
    }

    private String run(String line) throws Exception {
        CommandProcessorImpl gogo = new CommandProcessorImpl(null);
        gogo.addCommand("test", new GogoCommand(new EchoCommand()), "echo");
        PrintStream out = new PrintStream(console, true, StandardCharsets.UTF_8);
        try (CommandSession session = gogo.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(line);
        } finally {
            gogo.stop();
        }
        return console.toString(StandardCharsets.UTF_8);
    }
}
