package io.qsa.itests.badinput;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;

import io.qsa.Reason;
import io.qsa.SubscriptionRequest;
import io.qsa.itests.PlatformTest;
import io.qsa.itests.Recorder;
import io.qsa.spi.SubscriptionAdmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

/** An error of an application or an operator is reported to them at once, and does not affect others. */
class WrongCallsIT extends PlatformTest {
    @Test
    void aRecordThatIsNoUriIsRefused() {
        List<String> records =
                List.of("alice", "mailto:alice@example.test", "sip:", "sip:a@b\r\nVia: x", "sip:a b@example.test");

        assertThat(records).allSatisfy(record -> assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionRequest.presence(record, BOB))
                .withMessageStartingWith("record "));
        assertThat(platform().service(SubscriptionAdmin.class).subscriptions()).isEmpty();
    }

    /** Q07: a subscription to a package without a notifier waits, and is visible. */
    @Test
    void anEventPackageThatNobodyServesIsParked() throws InterruptedException {
        Recorder bob = new Recorder();
        closing(qsa().subscribe(SubscriptionRequest.of("weather", ALICE, BOB), bob));

        bob.await("parked", n -> n.reason().token().equals(Reason.PARKED));
    }

    @Test
    void aCommandWithWrongArgumentsSaysWhatIsWrong() {
        Map<String, String> namedByCommand = Map.of(
                "qsa:watch", "RECORD",
                "qsa:watch alice sip:bob@example.test", "alice",
                "qsa:watch --count few sip:a@b sip:c@d", "--count",
                "qsa:subscriptions --jsno", "--jsno",
                "qsa:unsubscribe 4711", "4711",
                "b2b:refresh 4711", "4711",
                "pa:publish sip:alice@example.test ajar", "ajar",
                "pa:publish alice open", "alice",
                "pa:publish --expires -1 sip:alice@example.test open", "-1",
                "pa:remove sip:alice@example.test 4711", "4711");

        assertSoftly(all -> namedByCommand.forEach((command, named) -> all.assertThatThrownBy(() -> execute(command))
                .as(command)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)));
    }

    @Test
    void aWrongCommandLeavesNothingBehind() throws Exception {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> execute("qsa:subscribe alice bob"));

        assertThat(execute("qsa:subscriptions --json")).isEqualToIgnoringWhitespace("[]");
    }

    private String execute(String command) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommandProcessor shell = platform().service(CommandProcessor.class);
        try (CommandSession session = shell.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            session.execute(command);
        }
        return out.toString(UTF_8);
    }
}
