package io.qsa.rls.internal;

import java.util.Optional;

import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.rls.ListEntry;

/**
 * A member of a list for one watcher: the subscription to it, and its newest status, ready to be sent. Written by the
 * deliveries of its subscription, which never overlap; read with the monitor of the {@link WatchedList} held.
 */
final class Member implements NotificationListener {
    private final WatchedList list;
    private final ListEntry entry;
    private final String id;

    private volatile MemberText text;
    private volatile boolean heard;
    /** Guarded by the monitor of the list. */
    private Optional<Subscription> subscription = Optional.empty();

    /** @param id unique among all members that the list ever had */
    Member(WatchedList list, ListEntry entry, String id) {
        this.list = list;
        this.entry = entry;
        this.id = id;
        this.text = MemberText.unknown(entry);
    }

    void subscribe(SubscriptionService qsa, String eventPackage, String watcher) {
        subscription = Optional.of(qsa.subscribe(
                SubscriptionRequest.of(eventPackage, entry.uri(), watcher).onBehalf(), this));
    }

    @Override
    public void onNotification(Notification notification) {
        text = MemberText.of(
                entry, notification, id + '.' + notification.sequence() + '.' + list.boundary(), list.boundary());
        list.onMember(this);
    }

    /** Its present text in the list. */
    MemberText text() {
        return text;
    }

    /** Marks it as heard of; returns whether it was before. */
    boolean hear() {
        boolean before = heard;
        heard = true;
        return before;
    }

    void close() {
        subscription.ifPresent(Subscription::close);
    }
}
