package io.qsa.lists;

import java.util.Optional;
import java.util.function.BiConsumer;

import io.qsa.Notification;
import io.qsa.NotificationListener;

/**
 * Turns the notifications of a list into one call for each member that they tell something new of. What concerns the
 * list as a whole, such as a retry, is left out. Safe for any thread.
 */
public final class MemberListener implements NotificationListener {
    private final BiConsumer<ListMember, Notification> listener;

    /** @param listener hears the member and the notification that told of it; its calls never overlap */
    public MemberListener(BiConsumer<ListMember, Notification> listener) {
        this.listener = listener;
    }

    @Override
    public void onNotification(Notification notification) {
        Optional<ListState> state = notification.document().flatMap(document -> document.as(ListState.class));
        state.ifPresent(list -> list.changed().forEach(member -> listener.accept(member, notification)));
    }
}
