package io.qsa.lists;

import java.util.Optional;
import java.util.function.BiConsumer;

import io.qsa.Notification;
import io.qsa.NotificationListener;

/**
 * Turns each notification of a list into one call for each changed member. Notifications about the list as a whole,
 * such as a retry, are dropped. Safe for any thread.
 */
public final class MemberListener implements NotificationListener {
    private final BiConsumer<ListMember, Notification> listener;

    /** @param listener called with the member and its notification; calls never overlap */
    public MemberListener(BiConsumer<ListMember, Notification> listener) {
        this.listener = listener;
    }

    @Override
    public void onNotification(Notification notification) {
        Optional<ListState> state = notification.document().flatMap(document -> document.as(ListState.class));
        state.ifPresent(list -> list.changed().forEach(member -> listener.accept(member, notification)));
    }
}
