package io.qsa.messagesummary;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.event.BadBodyException;
import io.qsa.event.Reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** S119. */
class MessageSummaryTest {
    @Test
    void readsStatusAccountAndCounts() throws BadBodyException {
        MessageSummary summary = read("Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\n"
                + "Voice-Message: 2/8 (0/2)\r\nFax-Message: 1/0\r\n");
        assertThat(summary.isWaiting()).isTrue();
        assertThat(summary.account()).contains("sip:alice@vmail.example.com");
        assertThat(summary.counts())
                .isEqualTo(Map.of(
                        "voice-message", new MessageCounts(2, 8, 0, 2), "fax-message", new MessageCounts(1, 0, 0, 0)));
        assertThat(summary.of("Voice-Message")).hasToString("2/8 (0/2)");
        assertThat(summary.of("text-message")).isEqualTo(MessageCounts.NONE);
    }

    /** F112, RFC 3842 section 3.9: any "yes" wins. */
    @Test
    void messagesWaitIfOneOfSeveralSystemsSaysSo() {
        Document no =
                document("Messages-Waiting: no\r\nMessage-Account: sip:alice@example.com\r\nFax-Message: 0/1\r\n");
        Document yes = document("Messages-Waiting: yes\r\nVoice-Message: 2/1 (1/0)\r\nFax-Message: 1/0\r\n");

        Document merged = new MessageSummaryPackage().merger().orElseThrow().merge(List.of(no, yes));

        assertThat(merged.text())
                .isEqualTo("Messages-Waiting: yes\r\nMessage-Account: sip:alice@example.com\r\n"
                        + "fax-message: 1/1 (0/0)\r\nvoice-message: 2/1 (1/0)\r\n");
        assertThat(merged.as(MessageSummary.class)).contains(MessageSummary.read(merged.bytes()));
    }

    private static Document document(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Document.of(MessageSummary.CONTENT_TYPE, bytes, MessageSummary.read(bytes));
    }

    /** RFC 3842 section 3.5. */
    @Test
    void noCountIsLargerThanTheLargest() throws BadBodyException {
        assertThat(read("Messages-Waiting: yes\r\nVoice-Message: 9999999999/0").of(MessageSummary.VOICE))
                .isEqualTo(new MessageCounts(4_294_967_295L, 0, 0, 0));
    }

    @Test
    void readsTheShortestSummaryThereIs() throws BadBodyException {
        assertThat(read("messages-waiting: NO").isWaiting()).isFalse();
        assertThat(read("Messages-Waiting: no\n").counts()).isEmpty();
    }

    @Test
    void passesOverSingleMessagesAndUnknownLines() throws BadBodyException {
        MessageSummary summary = read("Messages-Waiting: yes\r\nX-Colour: red\r\nvoice-message: 1/0\r\n\r\n"
                + "To: alice@example.com\r\nvoice-message: nonsense\r\n");
        assertThat(summary.of(MessageSummary.VOICE).newMessages()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "yes",
                "Messages-Waiting: perhaps",
                "Voice-Message: 1/0",
                "Message-Account: sip:alice@example.com\r\n\r\nMessages-Waiting: yes",
            })
    void refusesWhatIsNone(String text) {
        assertThatExceptionOfType(BadBodyException.class).isThrownBy(() -> read(text));
    }

    /** F24: the message lamp needs the status alone, in whatever line it is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Message-Account: sip:alice@example.com\r\nMessages-Waiting: yes\r\nVoice-Message: 2/0\r\n",
                "\r\nMessages-Waiting: yes\r\nVoice-Message: 2/0\r\n",
                "Messages-Waiting: yes\r\nVoice-Message: 2\r\n",
                "Messages-Waiting: yes\nVoice-Message: 2/0\nyou have mail",
                "Messages-Waiting: yes\r\nFax-Message: many\r\nVoice-Message: 2/0\r\n",
            })
    void tellsWhatIsUnderstood(String text) throws BadBodyException {
        MessageSummary summary = read(text);

        assertThat(summary.isWaiting()).isTrue();
        assertThat(summary.of(MessageSummary.VOICE)).isEqualTo(new MessageCounts(2, 0, 0, 0));
    }

    /** F24. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Messages-Waiting: no\r\nno colon",
                "Messages-Waiting: no\r\nMessages-Waiting: yes",
                "Messages-Waiting: no\r\nVoice-Message: -1/0",
                "Messages-Waiting: no\r\nVoice-Message: 99999999999/0",
                "Messages-Waiting: no\r\nVoice-Message: 1/0 (1/0"
            })
    void passesOverAndCountsAnOddLine(String text) throws BadBodyException {
        assertThat(read(text).isWaiting()).isFalse();
        assertThat(read(text).counts()).isEmpty();
        assertThat(reading(text).oddities()).isEqualTo(1);
    }

    private static MessageSummary read(String text) throws BadBodyException {
        return reading(text).document().orElseThrow().as(MessageSummary.class).orElseThrow();
    }

    private static Reading reading(String text) throws BadBodyException {
        return new MessageSummaryPackage()
                .reader(SubscriptionRequest.of("message-summary", "sip:alice@example.com", "sip:alice@example.com"))
                .read(MessageSummary.CONTENT_TYPE, text.getBytes(StandardCharsets.UTF_8));
    }
}
