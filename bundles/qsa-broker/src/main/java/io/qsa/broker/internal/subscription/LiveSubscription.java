package io.qsa.broker.internal.subscription;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

import io.qsa.Notification;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.Subscription;
import io.qsa.SubscriptionRequest;
import io.qsa.broker.internal.delivery.AcceptedNotification;
import io.qsa.broker.internal.delivery.Outlet;
import io.qsa.broker.internal.delivery.State;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.statistics.Counter;
import io.qsa.spi.SubscriptionInfo;

/**
 * One subscription, from being opened until it is closed, whichever notifier serves it. Guarded by its monitor.
 *
 * <p>It numbers what is accepted and passes it on; {@link Placement}, its lower layer, decides what is accepted. With the
 * monitor held it calls neither applications nor notifiers, so that both may call it with their own locks held.
 */
public final class LiveSubscription extends Placement implements Subscription {
    public static final Comparator<LiveSubscription> OLDEST_FIRST = Comparator.comparingLong(LiveSubscription::number);

    /** Why a notifier may know nothing, but for want of an authorisation. */
    private static final Set<String> TROUBLES = Set.of(Reason.RETRYING, Reason.EXPIRED, Reason.LIMIT, Reason.ERROR);

    /** Who speaks where no notifier does. */
    private static final String BROKER = "qsa";

    private final long number;
    private final SubscriptionRequest request;
    private final Owner owner;
    /** Holds what is known; null before it is opened. */
    private volatile Outlet outlet;

    private long sinceMillis;
    /** 0 while all is well. */
    private long troubledSinceMillis;

    private boolean aged;
    private boolean ended;

    /** A subscription that is not open yet. */
    public LiveSubscription(Switchboard switchboard, SubscriptionRequest request, Owner owner) {
        super(switchboard);
        this.number = switchboard.nextNumber();
        this.request = request;
        this.owner = owner;
        this.sinceMillis = switchboard.nowMillis();
    }

    /**
     * Opens it: from now on there are notifications, and they leave through the outlet.
     *
     * @throws IllegalStateException if the service has stopped
     */
    public synchronized void open(Outlet newOutlet) {
        outlet = newOutlet;
        switchboard.add(this);
        place();
    }

    @Override
    public synchronized void close() {
        outlet.close();
        end();
    }

    /** Tells the application that the service stops, and ends. What was told before still gets delivered. */
    public synchronized void terminate() {
        if (!ended) {
            accept(State.of(Status.TERMINATED, Reason.of(Reason.SERVICE_STOPPED, ""), BROKER));
            end();
        }
    }

    /** A notifier has said something. */
    synchronized void answered(Attachment attachment, State state) {
        if (ended || !hear(attachment, state)) {
            switchboard.counters().count(Counter.NOTIFICATIONS_LATE);
        }
    }

    /** There is a new routing table; tells whether it must stay where it is, because the chosen notifier is absent. */
    synchronized boolean reconsider() {
        if (ended) {
            return false;
        }
        chooseAgain();
        return isStuck();
    }

    /** Its turn to move has come; tells whether there was something to do. */
    synchronized boolean move() {
        return !ended && takeTurn();
    }

    /** The service of a notifier was unregistered. */
    synchronized void gone(RegisteredNotifier notifier) {
        if (!ended) {
            lose(notifier);
        }
    }

    /** The time of a hand-over is up. */
    synchronized void deadline(Handover handover) {
        if (!ended) {
            timeOut(handover);
        }
    }

    /** Accepts a state and passes it on. A state without a document keeps the last one. */
    @Override
    void accept(State state) {
        if (state.hasDocument() || isAnswer(state.status())) {
            aged = false;
        }
        AcceptedNotification latest = newest();
        State kept = latest == null ? state : state.orDocumentOf(latest.state());
        pass(aged && kept.hasDocument() ? kept.asStale() : kept);
    }

    /** What is known may be out of date from now on, and the application is told so, unless it knows already. */
    @Override
    void age(Reason cause) {
        AcceptedNotification latest = newest();
        if (latest != null && isSilent(latest)) {
            return;
        }
        State parked = State.of(status(), cause, BROKER);
        State kept = latest == null ? parked : parked.orDocumentOf(latest.state());
        aged = kept.hasDocument() || kept.status() != Status.PENDING;
        pass(aged ? kept.asStale() : kept);
    }

    /** What comes next comes from another notifier than the document that is kept. */
    @Override
    void changeHands() {
        AcceptedNotification latest = newest();
        aged = latest != null && latest.state().hasDocument();
    }

    @Override
    boolean isActive() {
        return status() == Status.ACTIVE;
    }

    long number() {
        return number;
    }

    @Override
    public String id() {
        return "q" + number;
    }

    @Override
    public SubscriptionRequest request() {
        return request;
    }

    @Override
    public Status status() {
        AcceptedNotification latest = newest();
        return latest == null ? Status.PENDING : latest.status();
    }

    @Override
    public Optional<Notification> latest() {
        return Optional.ofNullable(newest());
    }

    /** Why it has its status now; the application has heard the first cause of a silence, and no further one. */
    Reason reason() {
        AcceptedNotification latest = newest();
        return isSilent(latest) ? silence() : latest.reason();
    }

    /** Whether nobody has answered since it was opened, parked or handed over. */
    private static boolean isSilent(AcceptedNotification latest) {
        return latest == null || latest.notifier().equals(BROKER);
    }

    /** Null before the first notification. */
    private AcceptedNotification newest() {
        Outlet opened = outlet;
        return opened == null ? null : opened.newest();
    }

    @Override
    LiveSubscription subscription() {
        return this;
    }

    Owner owner() {
        return owner;
    }

    /** How it stands now. */
    public synchronized SubscriptionInfo snapshot() {
        Optional<Instant> troubledSince =
                Optional.of(troubledSinceMillis).filter(millis -> millis != 0).map(Instant::ofEpochMilli);
        return new SubscriptionSnapshot(this, Instant.ofEpochMilli(sinceMillis), troubledSince);
    }

    /** Its own, since that of the JVM would make a large monitor of an object that is locked when it is asked first. */
    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    /** For example {@code q7, presence of sip:alice@example.com for sip:bob@example.com}. */
    @Override
    public String toString() {
        return id() + ", " + request;
    }

    private void end() {
        if (!ended) {
            ended = true;
            letGo();
            switchboard.remove(this);
        }
    }

    private void pass(State state) {
        long now = switchboard.nowMillis();
        if (state.status() != status()) {
            sinceMillis = now;
        }
        if (!isTroubled(state)) {
            troubledSinceMillis = 0;
        } else if (troubledSinceMillis == 0) {
            troubledSinceMillis = now;
        }
        AcceptedNotification latest = newest();
        long sequence = latest == null ? 1 : latest.sequence() + 1;
        switchboard.counters().count(Counter.NOTIFICATIONS_ACCEPTED);
        outlet.offer(AcceptedNotification.of(this, state, sequence, now));
    }

    /** Whether no notifier can say how the record stands. */
    private static boolean isTroubled(State state) {
        return state.isStale()
                || state.notifier().equals(BROKER)
                || state.status() == Status.PENDING
                        && TROUBLES.contains(state.reason().token());
    }

    /** Whether the notifier vouches for the document with it. */
    private static boolean isAnswer(Status status) {
        return status == Status.ACTIVE || status == Status.REJECTED;
    }
}
