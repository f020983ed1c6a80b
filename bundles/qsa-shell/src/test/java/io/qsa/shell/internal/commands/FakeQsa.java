package io.qsa.shell.internal.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;

import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.NotificationQueue;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.spi.NotifierInfo;
import io.qsa.spi.SubscriptionAdmin;
import io.qsa.spi.SubscriptionInfo;

/** A service that records its calls, and an admin that shows what a test puts in. Confined to a test. */
final class FakeQsa implements SubscriptionService, SubscriptionAdmin {
    final List<SubscriptionRequest> requests = new ArrayList<>();
    final List<String> closed = new ArrayList<>();
    final Map<String, SubscriptionInfo> infos = new LinkedHashMap<>();
    final List<NotifierInfo> notifiers = new ArrayList<>();
    final Map<String, Long> statistics = new LinkedHashMap<>();
    NotificationQueue queue;

    @Override
    public Subscription subscribe(SubscriptionRequest request, NotificationListener listener) {
        requests.add(request);
        return new FakeSubscription("q" + requests.size(), request, closed);
    }

    @Override
    public Subscription subscribe(SubscriptionRequest request, NotificationQueue into) {
        return subscribe(request, (Notification notification) -> {});
    }

    @Override
    public NotificationQueue newQueue(int capacity, NotificationQueue.Overflow overflow) {
        return queue;
    }

    @Override
    public Flow.Publisher<Notification> publisher(SubscriptionRequest request) {
        throw new UnsupportedOperationException("no command uses it");
    }

    @Override
    public List<SubscriptionInfo> subscriptions() {
        return List.copyOf(infos.values());
    }

    @Override
    public Optional<SubscriptionInfo> subscription(String id) {
        return Optional.ofNullable(infos.get(id));
    }

    @Override
    public List<NotifierInfo> notifiers() {
        return List.copyOf(notifiers);
    }

    @Override
    public Map<String, Long> statistics() {
        return statistics;
    }
}
