package io.qsa.broker;

import java.util.ArrayList;
import java.util.List;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.NotificationListener;

/** A listener that records its notifications. */
final class Heard implements NotificationListener {
    private final List<Notification> notifications = new ArrayList<>();

    @Override
    public void onNotification(Notification notification) {
        notifications.add(notification);
    }

    List<Notification> notifications() {
        return notifications;
    }

    Notification last() {
        return notifications.get(notifications.size() - 1);
    }

    /** One line for each notification, for example {@code ACTIVE pa "open" stale}. */
    List<String> lines() {
        return notifications.stream().map(Heard::line).toList();
    }

    String lastLine() {
        return line(last());
    }

    static String line(Notification notification) {
        return notification.status()
                + " " + notification.notifier()
                + notification
                        .document()
                        .map(Document::text)
                        .map(text -> " \"" + text + "\"")
                        .orElse("")
                + (notification.isStale() ? " stale" : "");
    }
}
