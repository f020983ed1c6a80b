package io.qsa.shell.internal.commands;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;

/** The subscriptions that were made in the shell and not ended yet; they end with this bundle. Safe for any thread. */
@Component(service = HeldSubscriptions.class)
public final class HeldSubscriptions {
    private final SubscriptionService service;
    private final Map<String, Subscription> held = new ConcurrentHashMap<>();

    @Activate
    public HeldSubscriptions(@Reference SubscriptionService service) {
        this.service = service;
    }

    @Deactivate
    void deactivate() {
        endAll();
    }

    /** Subscribes and returns the id. {@code qsa:subscriptions} shows the status. */
    String hold(SubscriptionRequest request) {
        Subscription subscription = service.subscribe(request, notification -> {});
        held.put(subscription.id(), subscription);
        return subscription.id();
    }

    List<String> ids() {
        return held.keySet().stream().sorted().toList();
    }

    /** Whether it was held; then it is ended. */
    boolean end(String id) {
        Optional<Subscription> subscription = Optional.ofNullable(held.remove(id));
        subscription.ifPresent(Subscription::close);
        return subscription.isPresent();
    }

    /** How many were ended. */
    int endAll() {
        return (int) ids().stream().filter(this::end).count();
    }
}
