package io.qsa.pa.notifier;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.pa.agent.PaSettings;
import io.qsa.pa.agent.PresenceAgent;
import io.qsa.pa.agent.Watching;
import io.qsa.presence.PresenceInfo;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.spi.Notifier;
import io.qsa.spi.NotifierSubscription;

/** Lets bundles watch presentities: the notifier {@code pa}. Safe for any thread. */
final class AgentNotifier implements Notifier {
    private final Map<NotifierSubscription, Watching> watchings = new ConcurrentHashMap<>();
    private final PresenceAgent agent;

    AgentNotifier(PresenceAgent agent) {
        this.agent = agent;
    }

    @Override
    public void subscribe(NotifierSubscription subscription) {
        SubscriptionRequest request = subscription.request();
        if (request.eventPackage().equals(WatcherInfo.PACKAGE)) {
            watchWatchers(subscription);
        } else if (!request.eventPackage().equals(SubscriptionRequest.PRESENCE)) {
            subscription.notify(Status.TERMINATED, Reason.ofResponse(489, "Bad Event"));
        } else if (!acceptsPidf(request.accept())) {
            subscription.notify(Status.TERMINATED, Reason.ofResponse(406, "Not Acceptable"));
        } else if (!agent.hasRoomFor(request.record())) {
            subscription.notify(Status.TERMINATED, Reason.ofResponse(480, "max_presentities of io.qsa.pa is reached"));
        } else {
            watchings.put(subscription, agent.watch(request.record(), new QsaWatcher(subscription)));
        }
    }

    private void watchWatchers(NotifierSubscription subscription) {
        String entity = subscription.request().record();
        QsaWatcher reader = new QsaWatcher(subscription);
        PaSettings settings = agent.settings();
        if (settings.trusts(reader) || settings.mayKnowWatchers(entity, reader.uri())) {
            watchings.put(subscription, agent.watchWatchers(entity, reader));
        } else {
            subscription.notify(Status.REJECTED, Reason.ofResponse(403, "Forbidden"));
        }
    }

    private static boolean acceptsPidf(List<String> accept) {
        return accept.isEmpty()
                || accept.stream()
                        .anyMatch(type -> type.equalsIgnoreCase(PresenceInfo.CONTENT_TYPE)
                                || type.equals("*/*")
                                || type.equalsIgnoreCase("application/*"));
    }

    @Override
    public void unsubscribe(NotifierSubscription subscription) {
        Watching watching = watchings.remove(subscription);
        if (watching != null) {
            watching.close();
        }
    }
}
