package io.qsa.pa.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.base.media.MediaRanges;
import io.qsa.base.timer.Alarm;
import io.qsa.base.timer.Timers;
import io.qsa.pa.internal.agent.PaSettings;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.agent.WatcherEntry;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

/** The notifier {@code pa}: subscriptions of bundles become watchers of presentities. Safe for any thread. */
final class AgentNotifier implements Notifier {
    /** The pause before another attempt, if a limit was reached. */
    static final Duration RETRY_TIME = Duration.ofSeconds(30);

    /** A place at a presentity, or in the queue for one. */
    private interface Place {
        void leave();
    }

    private final Map<NotifierSubscription, Place> held = new ConcurrentHashMap<>();

    private final PresenceAgent agent;
    private final Timers timers;

    AgentNotifier(PresenceAgent agent, Timers timers) {
        this.agent = agent;
        this.timers = timers;
    }

    @Override
    public void subscribe(NotifierSubscription subscription) {
        SubscriptionRequest request = subscription.request();
        boolean isForWatchers = request.eventPackage().equals(WatcherInfo.PACKAGE);
        if (!agent.settings().internalPackages().contains(request.eventPackage())) {
            subscription.notify(Status.TERMINATED, Reason.ofResponse(489, "Bad Event"));
        } else if (!accepts(request, isForWatchers ? WatcherInfo.CONTENT_TYPE : PresenceInfo.CONTENT_TYPE)) {
            subscription.notify(Status.TERMINATED, Reason.ofResponse(406, "Not Acceptable"));
        } else if (isForWatchers && !mayKnowWatchers(subscription)) {
            subscription.notify(Status.REJECTED, Reason.ofResponse(403, "Forbidden"));
        } else {
            held.put(subscription, admit(subscription));
        }
    }

    private boolean mayKnowWatchers(NotifierSubscription subscription) {
        PaSettings settings = agent.settings();
        QsaWatcher reader = new QsaWatcher(subscription);
        return settings.trusts(reader)
                || settings.mayKnowWatchers(subscription.request().record(), reader.uri());
    }

    private static boolean accepts(SubscriptionRequest request, String contentType) {
        List<String> accept = request.accept();
        return accept.isEmpty() || MediaRanges.accept(accept, contentType);
    }

    private Place admit(NotifierSubscription subscription) {
        String record = subscription.request().record();
        QsaWatcher watcher = new QsaWatcher(subscription);
        if (!agent.hasRoomFor(record)) {
            return await(subscription);
        }
        WatcherEntry watching = subscription.request().eventPackage().equals(WatcherInfo.PACKAGE)
                ? agent.joinReaders(record, watcher)
                : agent.join(record, watcher);
        return watching.begin()::close;
    }

    /** Tries again later, because other presentities may end meanwhile. */
    private Place await(NotifierSubscription subscription) {
        Reason full = Reason.of(Reason.RETRYING, "max_presentities of io.qsa.pa is reached")
                .withRetryAt(timers.time().plus(RETRY_TIME));
        subscription.notify(Status.PENDING, full);
        Runnable again = () -> held.computeIfPresent(subscription, (key, alarm) -> admit(key));
        Alarm alarm = timers.schedule(RETRY_TIME, again);
        return () -> timers.cancel(alarm);
    }

    @Override
    public void unsubscribe(NotifierSubscription subscription) {
        Place place = held.remove(subscription);
        if (place != null) {
            place.leave();
        }
    }
}
