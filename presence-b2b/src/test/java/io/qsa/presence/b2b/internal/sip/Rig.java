package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;

import io.qsa.base.statistics.Counters;
import io.qsa.base.timer.VirtualTimers;
import io.qsa.presence.b2b.fake.FakeEndpoint;
import io.qsa.presence.b2b.fake.FakeRequest;
import io.qsa.presence.b2b.fake.FakeSubscription;
import io.qsa.presence.b2b.fake.OtherPackage;
import io.qsa.presence.b2b.fake.Peer;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.event.PresencePackage;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.machine.State;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.SipRequest;
import io.qsa.sip.SipResponse;

/** Legs with an endpoint, a clock and a presence server that do what the test says. */
final class Rig {
    final VirtualTimers timers = new VirtualTimers();
    final FakeEndpoint endpoint = new FakeEndpoint();
    final OtherPackage other = new OtherPackage();
    final Counters<B2bCounter> counters = new Counters<>(B2bCounter.class);
    final Legs legs;
    final FakeSubscription subscription = FakeSubscription.presence("s1");

    Rig() {
        this(DialogSettings.with(PeerRules.of(65536)), new Timing.Builder());
    }

    Rig(DialogSettings settings) {
        this(settings, new Timing.Builder());
    }

    Rig(DialogSettings settings, Timing.Builder timing) {
        legs = new Legs(
                new EventPackages(new PresencePackage(), other),
                new RetryPolicy(timing.build(), () -> 0),
                timers,
                counters,
                settings);
        legs.connect(endpoint);
        timers.settle();
    }

    /** Subscribes; the first SUBSCRIBE waits at the endpoint. */
    FakeEndpoint.Sent subscribe() {
        legs.subscribe(subscription);
        return endpoint.next();
    }

    /** Subscribes and is ACTIVE; no request and no notification is left. */
    Peer live() {
        return live(subscription);
    }

    Peer live(FakeSubscription other) {
        legs.subscribe(other);
        FakeEndpoint.Sent sent = endpoint.next();
        Peer peer = new Peer(sent.request());
        sent.answer(peer.accept(sent.request(), 3600));
        deliver(peer.notify("active;expires=3600", Peer.pidf("open")));
        other.told();
        return peer;
    }

    /** Delivers a NOTIFY; returns the answer that the endpoint would send. */
    SipResponse deliver(SipRequest notify) {
        return deliver(notify, "127.0.0.1");
    }

    SipResponse deliver(SipRequest notify, String source) {
        FakeRequest incoming = new FakeRequest(notify, source);
        return legs.notifyHandler().handle(incoming) ? incoming.answer() : SipResponse.to(notify, 481);
    }

    int deliveredCode(SipRequest notify) {
        return deliver(notify).code();
    }

    void advance(long seconds) {
        timers.advance(Duration.ofSeconds(seconds));
    }

    State state() {
        return info().state();
    }

    LegInfo info() {
        return legs.infos().get(0);
    }

    /** How many violations of one kind were accepted. */
    long tolerated(String kind) {
        return legs.tolerated().get("tolerated." + kind);
    }

    long counted(B2bCounter counter) {
        return counters.get(counter);
    }
}
