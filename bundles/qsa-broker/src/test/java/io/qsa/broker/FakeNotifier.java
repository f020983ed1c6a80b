package io.qsa.broker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

/** A notifier that records its calls and notifies what the test wants. */
final class FakeNotifier implements Notifier {
    private final String name;
    private final Map<String, NotifierSubscription> served = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private Consumer<NotifierSubscription> onSubscribe = subscription -> {};
    private NotifierSubscription last;

    FakeNotifier(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** An action inside {@code subscribe}. */
    FakeNotifier onSubscribe(Consumer<NotifierSubscription> action) {
        onSubscribe = action;
        return this;
    }

    /** Answers every subscription at once with ACTIVE and a document. */
    FakeNotifier answering(String text) {
        return onSubscribe(subscription -> subscription.notify(Status.ACTIVE, Reason.NONE, document(text)));
    }

    @Override
    public void subscribe(NotifierSubscription subscription) {
        calls.add("subscribe " + subscription.id());
        if (served.put(subscription.id(), subscription) != null) {
            throw new IllegalStateException(name + " was given " + subscription.id() + " twice");
        }
        last = subscription;
        onSubscribe.accept(subscription);
    }

    @Override
    public void unsubscribe(NotifierSubscription subscription) {
        calls.add("unsubscribe " + subscription.id());
        if (!served.remove(subscription.id(), subscription)) {
            throw new IllegalStateException(name + " never had " + subscription.id());
        }
    }

    /** The subscription that it was given last, whether it still has it or not. */
    NotifierSubscription last() {
        return last;
    }

    void says(Status status) {
        last.notify(status, Reason.NONE);
    }

    void says(Status status, String text) {
        last.notify(status, Reason.NONE, document(text));
    }

    List<String> calls() {
        return calls;
    }

    Map<String, NotifierSubscription> served() {
        return served;
    }

    static Document document(String text) {
        return Document.of("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
}
