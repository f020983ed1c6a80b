package io.qsa.broker.internal.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.qsa.base.collection.DenseSet;
import io.qsa.base.statistics.Counters;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.routing.RoutingRules;
import io.qsa.broker.internal.routing.RoutingTable;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.broker.internal.statistics.CountedWarning;
import io.qsa.broker.internal.threads.Control;
import io.qsa.broker.internal.threads.Lanes;

/** All open subscriptions, and the objects that they share. Safe for any thread. */
public final class Switchboard {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final Control control;
    private final Lanes lanes;
    private final Counters<BrokerCounter> counters;
    private final NotifierCalls calls;
    private final Moves moves;
    private final OverdueMoves overdue;
    private final CountedWarning kept = new CountedWarning();
    private final AtomicLong numbers = new AtomicLong();
    private final DenseSet<LiveSubscription> open = new DenseSet<>(LiveSubscription::hashCode);
    private volatile RoutingTable table = new RoutingTable(RoutingRules.RANKING_ONLY, List.of());
    private volatile Duration handoverTimeout;
    private volatile boolean stopped;

    public Switchboard(Control control, Lanes lanes, Counters<BrokerCounter> counters, MoveSettings pace) {
        this.control = control;
        this.lanes = lanes;
        this.counters = counters;
        this.calls = new NotifierCalls(counters);
        this.moves = new Moves(control, new Random());
        this.overdue = new OverdueMoves(control);
        pace(pace);
    }

    /** Sets the routing table; {@link #reconsider} applies it to open subscriptions. */
    public void route(RoutingTable newTable) {
        table = newTable;
    }

    /** Sets how fast subscriptions move and when a hand-over is late, for the moves that begin from now on. */
    public void pace(MoveSettings pace) {
        moves.pace(pace);
        handoverTimeout = pace.handoverTimeout();
    }

    /** Chooses again for every subscription; those with another notifier are queued to move. */
    public void reconsider() {
        long stuck = open.stream().filter(LiveSubscription::reconsider).count();
        if (stuck > 0 && kept.occurred(control.now()) > 0) {
            LOG.warn("{} subscriptions stay where they are, because the notifier chosen for them is absent", stuck);
        }
    }

    /** The service of a notifier was unregistered. */
    public void gone(RegisteredNotifier notifier) {
        open.stream().forEach(subscription -> subscription.gone(notifier));
    }

    /** Closes all subscriptions of an owner. */
    public void closeAllOf(Owner owner) {
        open.stream().filter(subscription -> subscription.owner() == owner).forEach(LiveSubscription::close);
    }

    /** Refuses further subscriptions, and ends every open one with a last notification. */
    public void stop() {
        stopped = true;
        open.stream().forEach(LiveSubscription::terminate);
    }

    /** The open subscriptions, in no order. */
    public Stream<LiveSubscription> subscriptions() {
        return open.stream();
    }

    public Optional<LiveSubscription> subscription(String id) {
        return open.stream()
                .filter(subscription -> subscription.id().equals(id))
                .findFirst();
    }

    public RoutingTable table() {
        return table;
    }

    public Counters<BrokerCounter> counters() {
        return counters;
    }

    /** How many subscriptions wait for their turn to move. */
    public int waitingMoves() {
        return moves.size();
    }

    void add(LiveSubscription subscription) {
        open.add(subscription);
        if (stopped) {
            open.remove(subscription);
            throw new IllegalStateException("the subscription service has stopped");
        }
        counters.count(BrokerCounter.SUBSCRIPTIONS_OPENED);
    }

    void remove(LiveSubscription subscription) {
        open.remove(subscription);
        counters.count(BrokerCounter.SUBSCRIPTIONS_CLOSED);
    }

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    long nowMillis() {
        return control.nowMillis();
    }

    Control control() {
        return control;
    }

    Duration handoverTimeout() {
        return handoverTimeout;
    }

    Moves moves() {
        return moves;
    }

    /** Runs a call of a notifier on the lane of a subscription. */
    void onLane(long number, Consumer<NotifierCalls> call) {
        lanes.execute(number, () -> call.accept(calls));
    }

    /** A move by choice has not reached its cut in time. */
    void overdue(RegisteredNotifier from, RegisteredNotifier to) {
        counters.count(BrokerCounter.MOVES_OVERDUE);
        overdue.add(from, to);
    }
}
