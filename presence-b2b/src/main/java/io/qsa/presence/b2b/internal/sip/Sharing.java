package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.SubscriptionRequest;
import io.qsa.base.timer.Timers;
import io.qsa.base.uri.UriIdentity;
import io.qsa.spi.NotifierSubscription;

/**
 * Lets equal subscriptions share one leg, if {@code share_subscriptions} is set. Only the presence server can decide
 * what a subscriber may see, so subscriptions are equal only if all parts are: record, subscriber (and so the
 * credentials), package, parameters and types, whereas two spellings of one URI are equal. A leg without members is kept for
 * {@code share_linger}, but not in a
 * drain. Safe for any thread.
 */
public final class Sharing {
    private final Legs legs;
    private final Timers timers;
    private final Map<Asked, SharedSubscription> byAsked = new ConcurrentHashMap<>();
    private final Map<NotifierSubscription, SharedSubscription> byMember = new ConcurrentHashMap<>();
    private volatile boolean enabled;
    private volatile Duration linger = Duration.ZERO;

    /**
     * Everything a server may distinguish. Immutable.
     *
     * @param record in canonical spelling, with scheme and parameters, like the subscriber
     */
    private record Asked(String eventPackage, String record, String subscriber, List<Object> details) {
        static Asked of(SubscriptionRequest request) {
            return new Asked(
                    request.eventPackage(),
                    UriIdentity.canonical(request.record()),
                    UriIdentity.canonical(request.subscriber()),
                    List.of(request.parameters(), request.accept(), request.isOnBehalf()));
        }
    }

    public Sharing(Legs legs, Timers timers) {
        this.legs = legs;
        this.timers = timers;
    }

    /** Changes whether new subscriptions share legs, and how long legs without members are kept. */
    public void change(boolean share, Duration newLinger) {
        enabled = share;
        linger = newLinger;
        if (newLinger.isZero()) {
            byAsked.values().forEach(this::close);
        }
    }

    public void subscribe(NotifierSubscription subscription) {
        if (enabled) {
            share(subscription);
        } else {
            legs.subscribe(subscription);
        }
    }

    private void share(NotifierSubscription subscription) {
        SharedSubscription shared = byAsked.computeIfAbsent(
                Asked.of(subscription.request()), asked -> new SharedSubscription(subscription));
        byMember.put(subscription, shared);
        switch (shared.join(subscription)) {
            case FIRST -> legs.subscribe(shared);
            case MEMBER -> {}
            case CLOSED -> {
                byAsked.remove(Asked.of(subscription.request()), shared);
                share(subscription);
            }
        }
    }

    public void unsubscribe(NotifierSubscription subscription) {
        SharedSubscription shared = byMember.remove(subscription);
        if (shared == null) {
            legs.unsubscribe(subscription);
        } else {
            shared.leave(subscription).ifPresent(vacancy -> linger(shared, vacancy));
        }
    }

    /** Each vacancy has its own time: one that ended must not cut short the next. */
    private void linger(SharedSubscription shared, int vacancy) {
        Duration time = linger;
        if (time.isZero()) {
            close(shared);
        } else {
            timers.schedule(time, () -> {
                if (shared.closeIfVacantSince(vacancy)) {
                    end(shared);
                }
            });
        }
    }

    private void close(SharedSubscription shared) {
        if (shared.closeIfVacant()) {
            end(shared);
        }
    }

    private void end(SharedSubscription shared) {
        byAsked.remove(Asked.of(shared.request()), shared);
        legs.unsubscribe(shared);
    }

    /** The id under which the leg of a subscription is listed. */
    public String legId(String subscriptionId) {
        return byMember.entrySet().stream()
                .filter(entry -> entry.getKey().id().equals(subscriptionId))
                .map(entry -> entry.getValue().id())
                .findFirst()
                .orElse(subscriptionId);
    }

    /** How many dialogs are saved by sharing at present. */
    public long saved() {
        return Math.max(0, byMember.size() - byAsked.size());
    }
}
