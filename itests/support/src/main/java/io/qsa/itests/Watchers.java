package io.qsa.itests;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;

/** Many subscriptions, of which only the number is remembered that is in a status. Safe for any thread. */
public final class Watchers implements AutoCloseable {
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final AtomicInteger active = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    /** Subscribes to so many records, each at a server and for a subscriber of its own. */
    public void open(SubscriptionService qsa, int count, String server) {
        for (int i = 0; i < count; i++) {
            subscriptions.add(qsa.subscribe(
                    SubscriptionRequest.presence("sip:user" + i + "@" + server, "sip:watcher" + i + "@example.test"),
                    new Watcher()));
        }
    }

    public int active() {
        return active.get();
    }

    /** How many ends were told. */
    public int ended() {
        return ended.get();
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
    }

    /** Calls for one subscription never overlap. */
    private final class Watcher implements NotificationListener {
        private boolean isActive;

        @Override
        public void onNotification(Notification notification) {
            boolean nowActive = notification.status() == Status.ACTIVE;
            if (nowActive != isActive) {
                active.addAndGet(nowActive ? 1 : -1);
                isActive = nowActive;
            }
            if (notification.status().isFinal()) {
                ended.incrementAndGet();
            }
        }
    }
}
