package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.qsa.Document;
import io.qsa.base.timer.Timers;
import io.qsa.base.uri.UriIdentity;
import io.qsa.pa.SubHandling;
import io.qsa.pa.internal.agent.Expiries;
import io.qsa.pa.internal.agent.Limits;
import io.qsa.pa.internal.agent.PresenceAgent;
import io.qsa.pa.internal.agent.View;
import io.qsa.pa.internal.journal.Journal;
import io.qsa.pa.store.StoredSubscription;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.TypedBody;
import io.qsa.sip.notifier.ByTag;
import io.qsa.sip.notifier.Content;
import io.qsa.sip.notifier.EventRequest;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.WatcherShares;
import io.qsa.sip.notifier.WatcherShares.Most;

/** All SIP watchers, by the local tag of their dialog, and their shared state. Safe for any thread. */
final class SipWatchers {
    private final ByTag<SipWatcher> watchers = new ByTag<>();
    /** A restored watcher need not be a valid URI by today's checks. */
    private final WatcherShares shares = new WatcherShares(UriIdentity::keyOrText);

    private final PresenceAgent agent;
    private final SipEndpoint endpoint;
    private final Timers timers;
    /** The content made from the last view: usually many watchers are sent the same one. */
    private volatile Told told = new Told(null, null);

    private record Told(View view, Content content) {}

    SipWatchers(PresenceAgent agent, SipEndpoint endpoint, Timers timers) {
        this.agent = agent;
        this.endpoint = endpoint;
        this.timers = timers;
    }

    PresenceAgent agent() {
        return agent;
    }

    SipEndpoint endpoint() {
        return endpoint;
    }

    Timers timers() {
        return timers;
    }

    Journal journal() {
        return agent.journal();
    }

    /** The content of a NOTIFY with this view. */
    Content contentOf(View view) {
        Told known = told;
        if (known.view() != view) {
            Document document = view.document();
            TypedBody body = TypedBody.of(document.contentType(), document.bytes());
            known = new Told(view, Content.tagged(body, view.entityTag()));
            told = known;
        }
        return known.content();
    }

    /** Accepts a SUBSCRIBE (RFC 6665 section 4.2.1), or refuses it. */
    void onSubscribe(IncomingRequest incoming) throws Refusal {
        SipRequest request = incoming.request();
        EventRequest asked = new EventRequest(request);
        WatchablePackage eventPackage = packageOf(asked);
        String event = asked.event();
        String tag = request.to().tag().orElse("");
        if (!tag.isEmpty()) {
            watchers.find(tag).orElseThrow(() -> Refusal.of(request, 481)).onSubscribe(incoming, asked);
            return;
        }
        Duration granted = granted(asked);
        asked.requireAccept(eventPackage.contentType());
        asked.requireContact();
        Entities.requireEntity(request);
        asked.requireWatcher(UriIdentity::isEntity);
        requireRoom(request);
        SipDialog dialog = SipDialog.asked(request);
        SipWatcher watcher = new SipWatcher(this, dialog, request.requestUri(), event);
        if (!mayHear(eventPackage, request.requestUri(), watcher)) {
            throw Refusal.of(request, 403);
        }
        Limits limits = agent.settings().limits();
        Most most = new Most(limits.subscriptionsOfWatcher(), limits.charactersOfWatcher());
        if (!shares.take(watcher.uri(), watcher.size(), most)) {
            throw Refusal.forLackOfRoom(request);
        }
        watchers.add(watcher);
        watcher.open(incoming, granted);
    }

    private WatchablePackage packageOf(EventRequest asked) throws Refusal {
        return WatchablePackage.named(asked.eventPackage(packages())).orElseThrow();
    }

    private List<String> packages() {
        return agent.settings().notifiesWatcherInformation()
                ? List.of(WatchablePackage.PRESENCE.token(), WatchablePackage.WATCHER_INFORMATION.token())
                : List.of(WatchablePackage.PRESENCE.token());
    }

    /** Whether the watcher may subscribe at all. */
    private boolean mayHear(WatchablePackage eventPackage, String entity, SipWatcher watcher) {
        return switch (eventPackage) {
            case PRESENCE -> agent.handlingOf(entity, watcher) != SubHandling.BLOCK;
            case WATCHER_INFORMATION -> agent.settings().mayKnowWatchers(entity, watcher.uri());
        };
    }

    private void requireRoom(SipRequest request) throws Refusal {
        Limits limits = agent.settings().limits();
        if (watchers.size() >= limits.watchers()
                || !agent.hasRoomFor(request.requestUri())
                || agent.sipWatchers(request.requestUri()) >= limits.watchersOfOne()) {
            throw Refusal.forLackOfRoom(request);
        }
    }

    /**
     * Restores a subscription from the store, unless it is there already.
     *
     * @throws IllegalArgumentException if it is not readable
     */
    Optional<SipWatcher> restore(StoredSubscription stored) {
        SipDialog dialog = DialogRecord.dialog(stored.dialog());
        SipWatcher watcher = new SipWatcher(this, dialog, stored.entity(), stored.event());
        if (!watchers.addIfAbsent(watcher)) {
            return Optional.empty();
        }
        shares.restore(watcher.uri(), watcher.size());
        watcher.restore(stored.expiresAt());
        return Optional.of(watcher);
    }

    /** Writes every subscription to the journal. */
    void keepAll() {
        watchers.all().forEach(watcher -> watcher.keep(false));
    }

    /** The expiry that is granted to a SUBSCRIBE. */
    Duration granted(EventRequest asked) throws Refusal {
        Expiries expiries = agent.settings().expiries();
        return expiries.ofSubscription(asked.expiry(expiries.ifNotAsked(), expiries.shortest()));
    }

    /** Removes a watcher whose last NOTIFY has been answered or has failed. */
    void remove(SipWatcher watcher) {
        watchers.remove(watcher);
        shares.giveBack(watcher.uri(), watcher.size());
    }

    int size() {
        return watchers.size();
    }

    /**
     * Ends every subscription with reason deactivated, and waits until all have ended.
     *
     * @return how many have not ended after the timeout
     */
    int stop(Duration timeout) throws InterruptedException {
        watchers.all().forEach(SipWatcher::onStop);
        return watchers.awaitNone(timeout);
    }
}
