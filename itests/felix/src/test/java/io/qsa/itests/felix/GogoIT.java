package io.qsa.itests.felix;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.Test;

import io.qsa.sip.SipEndpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The commands in plain Gogo. */
public class GogoIT extends FelixTest {
    @Test
    public void subscriptionsAreListedForPeopleAndForPrograms() throws Exception {
        String id = run("qsa:subscribe sip:alice@example.test sip:bob@example.test");

        assertThat(run("qsa:subscriptions")).contains(id, "sip:alice@example.test", "sip:bob@example.test");
        assertThat(run("qsa:subscriptions --json"))
                .startsWith("[")
                .endsWith("]")
                .contains("{\"id\": \"" + id + "\", \"record\": \"sip:alice@example.test\"");

        run("qsa:unsubscribe " + id);
        assertThat(run("qsa:subscriptions --json")).isEqualToIgnoringWhitespace("[]");
    }

    @Test
    public void commandsOfAllBundlesAreThere() throws Exception {
        String tag = run("pa:publish sip:alice@example.test open");

        assertThat(run("pa:presentities")).contains("sip:alice@example.test", "open", tag);
        assertThat(run("qsa:notifiers")).contains("pa");
        assertThat(run("b2b:dialogs --json")).isEqualToIgnoringWhitespace("[]");
        service(SipEndpoint.class);
        assertThat(run("sip:status")).contains("udp:127.0.0.1:", "tcp:127.0.0.1:");
    }

    @Test
    public void aWrongArgumentIsOneClearMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run("qsa:watch alice sip:bob@example.test"))
                .withMessageContaining("alice");
    }

    private String run(String line) throws Exception {
        awaitCommand(line.split(" ", 2)[0]);
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        CommandProcessor gogo = service(CommandProcessor.class);
        try (CommandSession session = gogo.createSession(new ByteArrayInputStream(new byte[0]), console, console)) {
            session.execute(line);
        }
        return console.toString(UTF_8).strip();
    }
}
