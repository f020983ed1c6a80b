package io.qsa.presence.b2b.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.spi.NotifierSubscription;

/** A subscription of a broker that records its notifications. */
public final class FakeSubscription implements NotifierSubscription {
    private final String id;
    private final SubscriptionRequest request;
    private final List<String> told = new ArrayList<>();
    private Document document;
    private Reason reason = Reason.NONE;
    private Runnable onNotify = () -> {};

    public FakeSubscription(String id, SubscriptionRequest request) {
        this.id = id;
        this.request = request;
    }

    public static FakeSubscription presence(String id) {
        return new FakeSubscription(id, SubscriptionRequest.presence("sip:alice@example.com", "sip:bob@example.com"));
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
    public synchronized void notify(Status status, Reason newReason) {
        onNotify.run();
        reason = newReason;
        told.add(status + (newReason.token().isEmpty() ? "" : " " + newReason.token()));
    }

    @Override
    public synchronized void notifyStale(Status status, Reason newReason) {
        onNotify.run();
        reason = newReason;
        told.add(status + " stale " + newReason.token());
    }

    @Override
    public synchronized void notifyWithoutDocument(Status status, Reason newReason) {
        notify(status, newReason);
        document = null;
    }

    @Override
    public synchronized void notify(Status status, Reason newReason, Document newDocument) {
        notify(status, newReason);
        document = newDocument;
    }

    /** An action of the application at the moment of a notification. */
    public synchronized void onNotify(Runnable action) {
        onNotify = action;
    }

    /** The notifications since the last call. */
    public synchronized List<String> told() {
        List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** The newest document. */
    public synchronized Optional<Document> document() {
        return Optional.ofNullable(document);
    }

    /** The newest reason. */
    public synchronized Reason reason() {
        return reason;
    }
}
