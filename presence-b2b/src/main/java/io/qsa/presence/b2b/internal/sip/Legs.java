package io.qsa.presence.b2b.internal.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.qsa.base.statistics.Counters;
import io.qsa.base.timer.Timers;
import io.qsa.event.EventPackage;
import io.qsa.presence.b2b.internal.event.EventPackages;
import io.qsa.presence.b2b.internal.machine.RetryPolicy;
import io.qsa.presence.b2b.internal.machine.Timing;
import io.qsa.presence.b2b.internal.metrics.B2bCounter;
import io.qsa.sip.RequestHandler;
import io.qsa.sip.SipEndpoint;
import io.qsa.spi.NotifierSubscription;

/**
 * The SIP legs of all subscriptions of one component. Safe for any thread. Only {@link #close} blocks. Work on all legs runs on
 * the thread of the timers, in the order of the calls.
 */
public final class Legs {
    private final SipSide side;
    private final NotifyHandler notifyHandler;

    public Legs(
            EventPackages packages,
            RetryPolicy policy,
            Timers timers,
            Counters<B2bCounter> counters,
            DialogSettings settings) {
        side = new SipSide(packages, policy, timers, counters, settings);
        notifyHandler = new NotifyHandler(side);
    }

    /** The handler of NOTIFYs, to be registered with the endpoint. */
    public RequestHandler notifyHandler() {
        return notifyHandler;
    }

    public void subscribe(NotifierSubscription subscription) {
        side.counters().count(B2bCounter.SUBSCRIPTIONS_TAKEN);
        side.roster().add(subscription).ifPresent(SipLeg::subscribe);
    }

    public void unsubscribe(NotifierSubscription subscription) {
        side.counters().count(B2bCounter.SUBSCRIPTIONS_LET_GO);
        side.roster().remove(subscription).ifPresent(SipLeg::unsubscribe);
    }

    /** Adds an event package; subscriptions that were parked for lack of it start. */
    public void add(EventPackage eventPackage) {
        String name = side.packages().add(eventPackage).name();
        side.timers().execute(() -> unpark(name));
    }

    /** Removes an event package: its dialogs are ended, and its subscriptions are parked. */
    public void remove(EventPackage eventPackage) {
        side.packages().remove(eventPackage).ifPresent(gone -> side.timers().execute(() -> {
            side.roster().park(gone).forEach(SipLeg::unsubscribe);
            unpark(gone.name());
        }));
    }

    private void unpark(String packageName) {
        side.roster().unpark(packageName).forEach(SipLeg::subscribe);
    }

    /**
     * Ends every subscription and waits until all dialogs have ended.
     *
     * @return how many had not ended after the timeout; they are abandoned
     */
    public int close(Duration timeout) throws InterruptedException {
        List<SipLeg> legs = side.roster().close();
        side.counters().count(B2bCounter.SUBSCRIPTIONS_LET_GO, legs.size());
        legs.forEach(SipLeg::unsubscribe);
        side.roster().awaitEmpty(timeout);
        int abandoned = size();
        side.counters().count(B2bCounter.ABANDONED_AT_STOP, abandoned);
        return abandoned;
    }

    /** An endpoint was registered: subscriptions that wait for one continue, those of another one start again. */
    public void connect(SipEndpoint endpoint) {
        boolean replaced = side.endpoint().isPresent();
        side.connect(endpoint);
        forEach(leg -> {
            if (replaced) {
                leg.offline();
            }
            leg.online();
        });
    }

    /** An endpoint was unregistered, and with it every dialog is lost. */
    public void disconnect(SipEndpoint endpoint) {
        if (side.endpoint().filter(endpoint::equals).isPresent()) {
            side.disconnect();
            forEach(SipLeg::offline);
        }
    }

    /** Applies new times; retries and refreshes are rescheduled. */
    public void change(Timing timing) {
        side.policy().change(timing);
        forEach(SipLeg::retimed);
    }

    /** Applies new settings for dialogs and messages; subscriptions that were refused for good try again. */
    public void change(DialogSettings settings) {
        boolean news = !settings.asksLike(side.settings());
        side.change(settings);
        if (news) {
            forEach(SipLeg::reconfigured);
        }
    }

    public void limit(int maxSubscriptions, int maxInFlight) {
        side.gate().limit(maxSubscriptions, maxInFlight);
        side.timers().execute(side.gate()::serve);
    }

    /** Sends a SUBSCRIBE now for one subscription, if its state allows it; returns its state after that. */
    public Optional<LegInfo> refresh(String id) {
        Optional<SipLeg> leg =
                side.roster().legs().filter(l -> l.id().equals(id)).findFirst();
        leg.ifPresent(SipLeg::refreshWanted);
        return leg.map(SipLeg::info);
    }

    /** Every subscription, including those whose dialog is still ending, by id. */
    public List<LegInfo> infos() {
        List<LegInfo> infos = new ArrayList<>(size());
        side.roster().legs().forEach(leg -> infos.add(leg.info()));
        infos.sort(Comparator.comparing(LegInfo::id));
        return infos;
    }

    /** The number of subscriptions, including those whose dialog is still ending. */
    public int size() {
        return side.roster().openCount() + side.roster().leavingCount();
    }

    /** How often rule violations were accepted, by kind. */
    public Map<String, Long> tolerated() {
        return side.tolerances().values();
    }

    /** The gauges by name. */
    public Map<String, Long> gauges() {
        return Map.of(
                "subscriptions", (long) side.roster().openCount(),
                "subscriptions_leaving", (long) side.roster().leavingCount(),
                "subscriptions_unserved", (long) side.roster().unservedCount(),
                "dialogs", (long) side.dialogs().size(),
                "subscribes_in_flight", (long) side.gate().inFlight(),
                "subscribes_waiting", (long) side.gate().waiting());
    }

    private void forEach(Consumer<SipLeg> action) {
        side.timers().execute(() -> side.roster().legs().forEach(action));
    }
}
