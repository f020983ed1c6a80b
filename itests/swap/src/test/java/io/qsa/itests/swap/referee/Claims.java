package io.qsa.itests.swap.referee;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.Status;

/** The version in a notification, read from the text of its document alone. */
public final class Claims {
    private static final Pattern VERSION = Pattern.compile("<note>v(\\d+)</note>");

    private Claims() {}

    /** The version in the document, if there is one. */
    public static OptionalInt version(Notification notification) {
        Matcher matcher =
                VERSION.matcher(notification.document().map(Document::text).orElse(""));
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** Whether the document, if there is one, is that of the record. */
    public static boolean isAbout(Notification notification, String record) {
        return notification
                .document()
                .map(document -> document.text().contains("entity=\"" + record + "\""))
                .orElse(true);
    }

    /** Whether a notifier vouches for the document at this moment. */
    public static boolean isFresh(Notification notification) {
        return notification.status() == Status.ACTIVE && !notification.isStale();
    }
}
