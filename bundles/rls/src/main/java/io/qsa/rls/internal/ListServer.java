package io.qsa.rls.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.SubscriptionRequest;
import io.qsa.SubscriptionService;
import io.qsa.base.timer.Timers;
import io.qsa.base.uri.UriIdentity;
import io.qsa.rls.ResourceList;
import io.qsa.sip.IncomingRequest;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipDialog;
import io.qsa.sip.SipEndpoint;
import io.qsa.sip.SipRequest;
import io.qsa.sip.notifier.ByTag;
import io.qsa.sip.notifier.EventRequest;
import io.qsa.sip.notifier.Refusal;
import io.qsa.sip.notifier.WatcherShares;

/**
 * The resource list server (RFC 4662): accepts SUBSCRIBEs to lists, and declines every other request. Safe for any
 * thread.
 */
final class ListServer implements RequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ListServer.class);
    /** The option tag of the extension. */
    static final String OPTION = "eventlist";
    /** Miscellaneous warnings for a human being (RFC 3261 section 20.43). */
    private static final String TOO_LONG = "399 qsa \"The list has more members than max_members\"";

    private final SubscriptionService qsa;
    private final Supplier<Collection<String>> served;
    private final SipEndpoint endpoint;
    private final Timers timers;
    private final Executor worker;
    private final ListSources lists;
    private final ListAccess access;
    private final NotifyPace pace;
    private final ByTag<WatchedList> watched = new ByTag<>();
    /** A watcher is identified by the key of the URI in From, however that is spelled. */
    private final WatcherShares shares = new WatcherShares(UriIdentity::keyOrText);

    private volatile RlsSettings settings = RlsSettings.DEFAULTS;

    /**
     * The services that it uses. Immutable.
     *
     * @param served the event packages in which members can be subscribed to now
     */
    record Platform(
            SubscriptionService qsa,
            Supplier<Collection<String>> served,
            SipEndpoint endpoint,
            Timers timers,
            Executor worker) {}

    /** The executor must be serial. It subscribes to members, so that a thread that reads requests need not. */
    ListServer(Platform platform, ListSources lists, ListAccess access) {
        this.qsa = platform.qsa();
        this.served = platform.served();
        this.endpoint = platform.endpoint();
        this.timers = platform.timers();
        this.worker = platform.worker();
        this.lists = lists;
        this.access = access;
        this.pace = new NotifyPace(timers, this::settings);
    }

    SubscriptionService qsa() {
        return qsa;
    }

    SipEndpoint endpoint() {
        return endpoint;
    }

    Timers timers() {
        return timers;
    }

    NotifyPace pace() {
        return pace;
    }

    RlsSettings settings() {
        return settings;
    }

    void apply(RlsSettings next) {
        settings = next;
    }

    /** Runs work on the worker, which may take long. */
    void later(Runnable work) {
        worker.execute(() -> guarded(work));
    }

    /** Logs a failure, so that it does not stop the work for other watchers. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("A list is not served as it should be", e);
        }
    }

    @Override
    public boolean handle(IncomingRequest incoming) {
        SipRequest request = incoming.request();
        String tag = request.to().tag().orElse("");
        Optional<WatchedList> dialog = watched.find(tag);
        Optional<ResourceList> list = tag.isEmpty() ? lists.find(request.requestUri()) : Optional.empty();
        if (dialog.isEmpty() && list.isEmpty()) {
            return false;
        }
        try {
            String uri = dialog.map(WatchedList::uri).orElseGet(() -> list.get().uri());
            access.check(incoming, uri, settings);
            EventRequest asked = new EventRequest(request);
            asked.requireNoExtensionBut(OPTION);
            if (dialog.isPresent()) {
                dialog.get().onSubscribe(incoming, asked);
                later(() -> recheck(dialog.get()));
            } else {
                subscribe(incoming, asked, list.get());
            }
        } catch (Refusal refusal) {
            incoming.respond(refusal.response());
        }
        return true;
    }

    private void subscribe(IncomingRequest incoming, EventRequest asked, ResourceList list) throws Refusal {
        String eventPackage = asked.eventPackage(packagesOf(list));
        String event = asked.event();
        requireExtension(asked.request());
        Duration granted = granted(asked);
        asked.requireAccept(ListText.ROOT_TYPE);
        asked.requireContact();
        asked.requireWatcher(ListServer::isSubscriber);
        requireRoom(asked.request(), list);
        SipDialog dialog = SipDialog.asked(asked.request());
        WatchedList watchedList = new WatchedList(this, dialog, list, eventPackage, event);
        if (!shares.take(watchedList.watcher(), watchedList.weight(), settings.ofWatcher())) {
            throw Refusal.forLackOfRoom(asked.request());
        }
        watched.add(watchedList);
        watchedList.open(incoming, granted);
        later(() -> watchedList.follow(list.entries()));
    }

    /** The packages of a list; for a list that names none, those that somebody serves. */
    private List<String> packagesOf(ResourceList list) {
        return list.packages().isEmpty() ? List.copyOf(served.get()) : list.packages();
    }

    /** RFC 4662 section 4.3: refuses a watcher that does not support lists. */
    private static void requireExtension(SipRequest request) throws Refusal {
        if (!request.hasToken("Supported", OPTION) && !request.hasToken("Require", OPTION)) {
            throw Refusal.of(request, 421, "Require", OPTION);
        }
    }

    /** Whether members can be subscribed to in the name of the watcher. */
    private static boolean isSubscriber(String watcher) {
        try {
            SubscriptionRequest.presence(watcher, watcher);
            return UriIdentity.isEntity(watcher);
        } catch (IllegalArgumentException nobody) {
            return false;
        }
    }

    /** With too many watchers, a later request may be accepted (480); with a list that is too long, not (403). */
    private void requireRoom(SipRequest request, ResourceList list) throws Refusal {
        if (list.entries().size() > settings.members()) {
            throw Refusal.of(request, 403, "Warning", TOO_LONG);
        }
        if (watched.size() >= settings.watchers()) {
            throw Refusal.forLackOfRoom(request);
        }
    }

    /** The expiry that is granted to a SUBSCRIBE. */
    Duration granted(EventRequest asked) throws Refusal {
        return settings.granted(asked.expiry(settings.ifNotAsked(), settings.shortest()));
    }

    /** Lists may have changed. */
    void onLists() {
        later(() -> watched.all().forEach(one -> guarded(() -> recheck(one))));
    }

    private void recheck(WatchedList one) {
        Optional<ResourceList> list = lists.find(one.uri());
        if (list.isPresent()) {
            one.follow(list.get().entries());
        } else if (lists.isGone(one.uri())) {
            one.onGone();
        }
    }

    void remove(WatchedList list) {
        watched.remove(list);
        shares.giveBack(list.watcher(), list.weight());
    }

    Collection<WatchedList> watched() {
        return watched.all();
    }

    List<ResourceList> lists() {
        return lists.all();
    }

    /**
     * Ends every subscription with reason deactivated, and waits until all have ended.
     *
     * @return how many have not ended after the timeout
     */
    int stop(Duration timeout) throws InterruptedException {
        watched.all().forEach(WatchedList::onStop);
        return watched.awaitNone(timeout);
    }
}
