package io.qsa.presence.b2b.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

import io.qsa.Status;
import io.qsa.base.statistics.Counters;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.presence.b2b.fake.FakeEndpoint;
import io.qsa.presence.b2b.fake.FakeEndpoint.Sent;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.event.PresencePackage;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.presence.b2b.internal.sip.DialogSettings;
import io.qsa.presence.b2b.internal.sip.Legs;
import io.qsa.presence.b2b.internal.sip.PeerRules;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/**
 * presence_b2b between an application and a server, which are modelled by what RFC 6665 lets each of them see. All its
 * inputs and outputs are checked against the model.
 */
final class World {
    /** The answers to a refresh that end the subscription (RFC 6665 section 4.1.2.2). */
    private static final Set<Integer> ENDING = Set.of(404, 405, 410, 416, 480, 481, 482, 483, 484, 485, 489, 501, 604);

    final VirtualTimers timers = new VirtualTimers();
    final Legs legs;
    final List<WatchedSubscription> open = new ArrayList<>();
    final List<Sent> inFlight = new ArrayList<>();
    final List<ServerDialog> dialogs = new ArrayList<>();
    private final FakeEndpoint endpoint = new FakeEndpoint(this::observe);
    private final Map<String, ServerDialog> byCallId = new HashMap<>();
    private final Map<String, WatchedSubscription> byRecord = new HashMap<>();
    private boolean online;
    private int numbers;
    private int events;

    World(RandomGenerator random) {
        legs = new Legs(
                new EventPackages(new PresencePackage()),
                new RetryPolicy(new Timing.Builder().build(), random::nextDouble),
                timers,
                new Counters<>(B2bCounter.class),
                DialogSettings.with(PeerRules.of(10_000)));
        connect();
    }

    /** How many messages and calls have passed between presence_b2b and the model. */
    int events() {
        return events;
    }

    private long now() {
        return timers.now();
    }

    boolean isOnline() {
        return online;
    }

    // What the application and the platform do

    void subscribe() {
        WatchedSubscription subscription = new WatchedSubscription(numbers++);
        byRecord.put(subscription.request().record(), subscription);
        open.add(subscription);
        legs.subscribe(subscription);
        events++;
        settle();
    }

    void unsubscribe(WatchedSubscription subscription) {
        open.remove(subscription);
        subscription.end();
        legs.unsubscribe(subscription);
        events++;
        settle();
    }

    void connect() {
        online = true;
        legs.connect(endpoint);
        settle();
    }

    /** The endpoint is unregistered: requests in flight fail, and every dialog is lost. */
    void disconnect() {
        online = false;
        legs.disconnect(endpoint);
        dialogs.forEach(ServerDialog::cut);
        List.copyOf(inFlight).forEach(sent -> answer(sent, SipResponse.local(sent.request(), 503, "closed")));
        settle();
        open.stream()
                .filter(s -> s.newest().isPresent() && !s.isFinal())
                .forEach(s -> Rule.keep(s.status() == Status.PENDING, "not told that the endpoint is gone", s));
    }

    void advance(java.time.Duration time) {
        timers.advance(time);
        settle();
    }

    /** Runs everything that is due, and checks the sent requests against the model. */
    void settle() {
        timers.settle();
        inFlight.addAll(endpoint.all());
        Rule.keep(timers.size() <= legs.size(), "a timer without an owner", legs);
        open.forEach(this::check);
    }

    private void check(WatchedSubscription subscription) {
        boolean claimsActive = subscription.status() == Status.ACTIVE && !subscription.isFinal();
        boolean justified =
                subscription.newest().filter(d -> d.canBeActive(now())).isPresent();
        Rule.keep(!claimsActive || justified, "ACTIVE without a subscription", subscription);
        boolean isRight = subscription.status() != Status.ACTIVE || subscription.isStale() == subscription.isDoubtful();
        Rule.keep(isRight, "stale or not, and wrong", subscription);
    }

    private void observe(Sent sent) {
        events++;
        Rule.keep(online, "sent without an endpoint", sent.request());
        SipRequest request = sent.request();
        ServerDialog dialog = byCallId.get(request.callId());
        if (dialog == null) {
            WatchedSubscription subscription = byRecord.get(request.to().uri());
            for (ServerDialog before : subscription.dialogs()) {
                Rule.keep(before.mayBeReplaced(now()), "a second live dialog", subscription);
            }
            dialog = new ServerDialog(subscription, now());
            byCallId.put(request.callId(), dialog);
            subscription.add(dialog);
            dialogs.add(dialog);
        }
        dialog.asked(sent, now());
    }

    // What the server and the network do

    ServerDialog dialogOf(Sent sent) {
        return byCallId.get(sent.request().callId());
    }

    /** Delivers a final answer. */
    void answer(Sent sent, SipResponse response) {
        inFlight.remove(sent);
        ServerDialog dialog = dialogOf(sent);
        WatchedSubscription subscription = dialog.subscription();
        boolean waited = isWaitedFor(sent, dialog);
        int told = subscription.told();
        if (waited) {
            learn(dialog, sent, response);
        }
        sent.answer(response);
        events++;
        int sentBefore = inFlight.size();
        settle();
        boolean goesOn = inFlight.size() > sentBefore && dialogOf(inFlight.get(inFlight.size() - 1)) == dialog;
        boolean failed = response.code() >= 300 && sent.request().to().tag().isEmpty() && !response.isLocal();
        if (waited && failed && !goesOn && online && subscription.isOpen()) {
            Rule.keep(subscription.told() > told, "not told of " + response.code(), subscription);
            dialog.over();
        }
    }

    /** Whether the client still waits for this answer. */
    private boolean isWaitedFor(Sent sent, ServerDialog dialog) {
        boolean newest = dialog.subscription().newest().filter(dialog::equals).isPresent();
        return newest && dialog.isWaitedFor(sent, now()) && !dialog.isOver();
    }

    private void learn(ServerDialog dialog, Sent sent, SipResponse response) {
        if (response.isSuccess()) {
            dialog.accepted(seconds(response.header("Expires")), now());
        } else if (sent.request().to().tag().isEmpty()) {
            if (!response.isLocal() || !dialog.isNotified()) {
                dialog.refused();
            }
        } else if (ENDING.contains(response.code()) && !response.isLocal()) {
            dialog.over();
        }
    }

    /** Delivers a NOTIFY of the server, and checks its answer and the notification of the application. */
    void notify(ServerDialog dialog, String substate, String parameters, String document) {
        SipRequest notify = document.isEmpty()
                ? dialog.peer().notify(substate + parameters)
                : dialog.peer().notify(substate + parameters, document);
        boolean mustBeTaken = dialog.subscription().isOpen()
                && dialog.subscription().newest().filter(dialog::equals).isPresent()
                && !dialog.mayBeReplaced(now());
        boolean mustBeUnknown = dialog.isOver();
        WatchedSubscription subscription = dialog.subscription();
        boolean wasOpen = subscription.isOpen();
        boolean misses =
                substate.equalsIgnoreCase("active") && !subscription.document().isEmpty();
        int told = subscription.told();
        int code = deliver(notify);
        Rule.keep(code == 200 || code == 481, "answered with neither 200 nor 481", dialog);
        Rule.keep(!mustBeTaken || code == 200, "a good NOTIFY was refused", subscription);
        Rule.keep(!mustBeUnknown || code == 481, "a NOTIFY of a dialog that is over was taken", subscription);
        if (code == 200) {
            boolean terminated = substate.equalsIgnoreCase("terminated");
            dialog.notified(notify, terminated, seconds(parameter(parameters, "expires")), now());
            if (wasOpen) {
                subscription.doubt(document.isEmpty() && (subscription.isDoubtful() || misses));
                Rule.keep(subscription.told() > told, "not told of a NOTIFY", subscription);
                Expectation.check(subscription, substate, parameter(parameters, "reason"), document);
            }
        }
        settle();
    }

    /** Delivers a NOTIFY whose document cannot be read: it is refused, and its headers count. */
    void notifyUnreadable(ServerDialog dialog, String substate, String parameters) {
        SipRequest notify = dialog.peer().notify(substate + parameters, "<presence>&");
        WatchedSubscription subscription = dialog.subscription();
        boolean wasOpen = subscription.isOpen();
        boolean mustBeKnown =
                wasOpen && subscription.newest().filter(dialog::equals).isPresent() && !dialog.mayBeReplaced(now());
        int told = subscription.told();
        int code = deliver(notify);
        Rule.keep(code == (wasOpen ? 400 : 200) || code == 481, "answered with " + code, dialog);
        Rule.keep(!mustBeKnown || code == 400, "an unreadable NOTIFY found no dialog", subscription);
        Rule.keep(!dialog.isOver() || code == 481, "a NOTIFY of a dialog that is over was looked at", subscription);
        if (code != 481) {
            boolean terminated = substate.equalsIgnoreCase("terminated");
            dialog.notified(notify, terminated, seconds(parameter(parameters, "expires")), now());
            dialog.lastRefused();
        }
        if (code == 400) {
            subscription.doubt(true);
            Rule.keep(subscription.told() > told, "not told of a refusal", subscription);
            Expectation.check(subscription, substate, parameter(parameters, "reason"), "");
        }
        settle();
    }

    /** Delivers a NOTIFY with a Contact that cannot be used: only an end counts. */
    void notifyUnusable(ServerDialog dialog, String substate, String parameters) {
        SipRequest notify =
                dialog.peer().notify(substate + parameters).without("Contact").with("Contact", "*");
        WatchedSubscription subscription = dialog.subscription();
        boolean wasOpen = subscription.isOpen();
        int code = deliver(notify);
        Rule.keep(code == 400 || code == 481, "answered with " + code, dialog);
        if (code == 400) {
            if (substate.equals("terminated")) {
                dialog.notified(notify, true, OptionalLong.empty(), now());
            }
            if (wasOpen) {
                subscription.doubt(true);
                boolean isTold = subscription.isStale() || subscription.status() != Status.ACTIVE;
                Rule.keep(isTold, "not told of a refusal", subscription);
            }
        }
        settle();
    }

    int deliver(SipRequest notify) {
        events++;
        FakeRequest incoming = new FakeRequest(notify);
        return legs.notifyHandler().handle(incoming) ? incoming.answer().code() : 481;
    }

    private static Optional<String> parameter(String parameters, String name) {
        int start = parameters.indexOf(";" + name + "=");
        return start < 0
                ? Optional.empty()
                : Optional.of(parameters.substring(start + name.length() + 2).split(";")[0]);
    }

    private static OptionalLong seconds(Optional<String> text) {
        return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
    }

    /** A document that differs from every other one. */
    String document() {
        return Peer.pidf("open").replace("t1", "t" + numbers++);
    }
}
