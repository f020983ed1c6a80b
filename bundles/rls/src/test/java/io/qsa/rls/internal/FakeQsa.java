package io.qsa.rls.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;

import io.qsa.Document;
import io.qsa.Notification;
import io.qsa.NotificationListener;
import io.qsa.NotificationQueue;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;

/** A subscription service whose notifier is the test. Confined to its test. */
final class FakeQsa implements SubscriptionService {
    private final Map<SubscriptionRequest, NotificationListener> listeners = new LinkedHashMap<>();
    private String broken = "";
    private long sequence;

    @Override
    public Subscription subscribe(SubscriptionRequest request, NotificationListener listener) {
        requireWhole(request);
        listeners.put(request, listener);
        return new Handle(request);
    }

    /** From now on nothing can be done for a record or a subscriber. */
    void breakFor(String uri) {
        broken = uri;
    }

    private void requireWhole(SubscriptionRequest request) {
        if (request.record().equals(broken) || request.subscriber().equals(broken)) {
            throw new IllegalStateException("broken: " + request);
        }
    }

    /** Notifies all subscribers of a user; the text is the document. */
    void tell(String user, Status status, String reason, String text) {
        for (SubscriptionRequest request : List.copyOf(listeners.keySet())) {
            if (request.record().equals("sip:" + user + "@example.com")) {
                listeners.get(request).onNotification(new Told(new Handle(request), ++sequence, status, reason, text));
            }
        }
    }

    void active(String user, String text) {
        tell(user, Status.ACTIVE, "", text);
    }

    /** The present subscriptions: record and subscriber. */
    List<String> subscriptions() {
        return listeners.keySet().stream()
                .map(request -> request.eventPackage() + " " + request.record() + " " + request.subscriber())
                .toList();
    }

    @Override
    public Subscription subscribe(SubscriptionRequest request, NotificationQueue queue) {
        throw new UnsupportedOperationException();
    }

    @Override
    public NotificationQueue newQueue(int capacity, NotificationQueue.Overflow overflow) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Flow.Publisher<Notification> publisher(SubscriptionRequest request) {
        throw new UnsupportedOperationException();
    }

    private final class Handle implements Subscription {
        private final SubscriptionRequest request;

        Handle(SubscriptionRequest request) {
            this.request = request;
        }

        @Override
        public String id() {
            return request.toString();
        }

        @Override
        public SubscriptionRequest request() {
            return request;
        }

        @Override
        public Status status() {
            return Status.PENDING;
        }

        @Override
        public Optional<Notification> latest() {
            return Optional.empty();
        }

        @Override
        public void close() {
            requireWhole(request);
            listeners.remove(request);
        }
    }

    private record Told(Subscription subscription, long sequence, Status status, String token, String text)
            implements Notification {
        @Override
        public long conflated() {
            return 0;
        }

        @Override
        public boolean isStale() {
            return false;
        }

        @Override
        public Reason reason() {
            return Reason.of(token, "");
        }

        @Override
        public Optional<Document> document() {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Document.of("text/plain", text.getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public String notifier() {
            return "test";
        }

        @Override
        public Instant receivedAt() {
            return Instant.EPOCH;
        }
    }
}
