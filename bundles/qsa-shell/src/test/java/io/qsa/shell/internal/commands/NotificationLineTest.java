package io.qsa.shell.internal.commands;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;

import static org.assertj.core.api.Assertions.assertThat;

class NotificationLineTest {
    private static final byte[] BODY = "<presence/>".getBytes(StandardCharsets.UTF_8);

    @Test
    void showsTheParsedFormOfTheDocument() {
        Document parsed = Document.of("application/pidf+xml", BODY, "sip:alice@example.com [t1 open]");

        assertThat(line(Status.ACTIVE, false, Reason.NONE, Optional.of(parsed)))
                .isEqualTo(
                        "12:00:00.125  q1  #7  ACTIVE  pa  sip:alice@example.com [t1 open] (application/pidf+xml, 11 bytes)");
    }

    @Test
    void showsTheKindOfADocumentThatWasNotParsed() {
        assertThat(line(Status.ACTIVE, true, Reason.NONE, Optional.of(Document.of("text/plain", BODY))))
                .isEqualTo("12:00:00.125  q1  #7  ACTIVE stale  pa  text/plain, 11 bytes");
    }

    @Test
    void showsTheReason() {
        assertThat(line(Status.PENDING, false, Reason.of(Reason.PARKED, "no notifier"), Optional.empty()))
                .isEqualTo("12:00:00.125  q1  #7  PENDING  pa  (parked no notifier)");
    }

    private static String line(Status status, boolean stale, Reason reason, Optional<Document> document) {
        return NotificationLine.of(new FakeNotification(7, status, stale, reason, document), ZoneOffset.UTC);
    }
}
