package io.qsa.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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
import io.qsa.pa.PresencePublisher;
import io.qsa.pa.Publication;
import io.qsa.presence.PresenceInfo;

/**
 * A platform in which every publication is at once a notification by the provider of the moment, and time passes when
 * the queue is empty. Confined to a test.
 */
final class FakePlatform implements SubscriptionService, PresencePublisher, NotificationQueue {
    final Map<String, Status> statusOf = new HashMap<>();
    final Map<String, String> idOf = new HashMap<>();
    final PlatformSettings settings = new Settings();
    Duration now = Duration.ZERO;
    String silent = "";
    /** Whose publication was removed; empty if none was. */
    String removed = "";

    boolean closed;

    private final Deque<Notification> notifications = new ArrayDeque<>();
    private String notifier = "";
    private int sequence;

    @Override
    public Subscription subscribe(SubscriptionRequest request, NotificationQueue queue) {
        return new Handle("q1", request);
    }

    @Override
    public NotificationQueue newQueue(int capacity, Overflow overflow) {
        return this;
    }

    @Override
    public Publication publish(String entity, PresenceInfo info, Duration expiry) {
        if (!notifier.equals(silent)) {
            notifications.add(new Told(idOf.getOrDefault(notifier, "q1"), ++sequence, notifier, info));
        }
        return new Publication(entity, "tag" + sequence, expiry);
    }

    @Override
    public Publication modify(String entity, String entityTag, PresenceInfo info, Duration expiry) {
        return publish(entity, info, expiry);
    }

    @Override
    public Optional<Notification> poll(Duration timeout) {
        if (notifications.isEmpty()) {
            now = now.plus(timeout);
        }
        return Optional.ofNullable(notifications.poll());
    }

    @Override
    public Optional<Notification> poll() {
        throw unused();
    }

    @Override
    public int size() {
        throw unused();
    }

    @Override
    public long dropped() {
        throw unused();
    }

    @Override
    public Subscription subscribe(SubscriptionRequest request, NotificationListener listener) {
        throw unused();
    }

    @Override
    public Flow.Publisher<Notification> publisher(SubscriptionRequest request) {
        throw unused();
    }

    @Override
    public Publication refresh(String entity, String entityTag, Duration expiry) {
        throw unused();
    }

    @Override
    public void remove(String entity, String entityTag) {
        removed = entity;
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("the demo does not use it");
    }

    /** Switches the provider at once. Confined to a test. */
    private final class Settings extends PlatformSettings {
        Settings() {
            super(null, null);
        }

        @Override
        void makeThePlatformItsOwnServer() {}

        @Override
        String serverUri() {
            return "sip:127.0.0.1:5060";
        }

        @Override
        void acceptInternalSubscriptions(boolean accept) {
            notifier = accept ? "pa" : "presence_b2b";
        }
    }

    /** The subscription of the demo. Confined to a test. */
    private final class Handle implements Subscription {
        private final String id;
        private final SubscriptionRequest request;

        Handle(String id, SubscriptionRequest request) {
            this.id = id;
            this.request = request;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public SubscriptionRequest request() {
            return request;
        }

        @Override
        public Status status() {
            return Status.ACTIVE;
        }

        @Override
        public Optional<Notification> latest() {
            return Optional.empty();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** What a provider told. Confined to a test. */
    private final class Told implements Notification {
        private final String id;
        private final long sequence;
        private final String notifier;
        private final PresenceInfo info;

        Told(String id, long sequence, String notifier, PresenceInfo info) {
            this.id = id;
            this.sequence = sequence;
            this.notifier = notifier;
            this.info = info;
        }

        @Override
        public Subscription subscription() {
            return new Handle(id, SubscriptionRequest.presence("sip:alice@demo.example", "sip:bob@demo.example"));
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public long conflated() {
            return 0;
        }

        @Override
        public Status status() {
            return statusOf.getOrDefault(notifier, Status.ACTIVE);
        }

        @Override
        public boolean isStale() {
            return false;
        }

        @Override
        public Reason reason() {
            return Reason.NONE;
        }

        @Override
        public Optional<Document> document() {
            return Optional.of(Document.of(PresenceInfo.CONTENT_TYPE, new byte[0], info));
        }

        @Override
        public String notifier() {
            return notifier;
        }

        @Override
        public Instant receivedAt() {
            return Instant.EPOCH;
        }
    }
}
