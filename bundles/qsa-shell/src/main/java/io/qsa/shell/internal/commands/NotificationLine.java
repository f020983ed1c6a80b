package io.qsa.shell.internal.commands;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.qsa.Document;
import io.qsa.Notification;

/**
 * One notification on one line: time, id, sequence, status, notifier, and a summary of the document. For example
 * {@code 10:15:30.250  q1  #3  ACTIVE  pa  sip:alice@example.com [t1 open] (application/pidf+xml, 412 bytes)}.
 */
final class NotificationLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private NotificationLine() {}

    static String of(Notification notification, ZoneId zone) {
        StringBuilder line = new StringBuilder();
        line.append(TIME.withZone(zone).format(notification.receivedAt()))
                .append("  ")
                .append(notification.subscription().id())
                .append("  #")
                .append(notification.sequence())
                .append("  ")
                .append(notification.status())
                .append(notification.isStale() ? " stale  " : "  ")
                .append(notification.notifier());
        String reason = notification.reason().toString();
        if (!reason.isEmpty()) {
            line.append("  (").append(reason).append(')');
        }
        notification.document().ifPresent(document -> line.append("  ").append(summary(document)));
        return line.toString();
    }

    /** The parsed form as text, if the notifier parsed it, and the type of the document. */
    private static String summary(Document document) {
        return document.as(Object.class)
                .map(model -> model + " (" + document + ")")
                .orElseGet(document::toString);
    }
}
