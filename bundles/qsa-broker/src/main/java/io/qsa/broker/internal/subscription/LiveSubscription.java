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
import io.qsa.broker.internal.delivery.RecordState;
import io.qsa.broker.internal.routing.RegisteredNotifier;
import io.qsa.broker.internal.statistics.BrokerCounter;
import io.qsa.spi.SubscriptionInfo;

/**
 * One subscription, from {@link #open} to {@link #close}, whichever notifier serves it. Guarded by its monitor.
 *
 * <p>It numbers accepted states and passes them on; its {@link Placement} decides which ones are accepted. It calls neither
 * applications nor notifiers while it holds its monitor, so both may call it with their own locks held.
 */
public final class LiveSubscription implements Subscription {
    public static final Comparator<LiveSubscription> OLDEST_FIRST = Comparator.comparingLong(LiveSubscription::number);

    /** Reasons for which a notifier may not know the status, except a missing authorisation. */
    private static final Set<String> TROUBLES =
            Set.of(Reason.RETRYING, Reason.EXPIRED, Reason.LIMIT, Reason.ERROR, Reason.UNREADABLE);

    /** The name of the notifier in notifications of the broker itself. */
    private static final String BROKER = "qsa";

    private final Placement placement;
    private final long number;
    private final SubscriptionRequest request;
    private final Owner owner;
    /** Holds the newest notification; null before {@link #open}. */
    private volatile Outlet outlet;

    private long sinceMillis;
    /** 0 while there is no trouble. */
    private long troubledSinceMillis;

    private boolean aged;
    private boolean ended;

    /** A subscription that is not open yet. */
    public LiveSubscription(Switchboard switchboard, SubscriptionRequest request, Owner owner) {
        this.placement = new Placement(switchboard, this);
        this.number = switchboard.nextNumber();
        this.request = request;
        this.owner = owner;
        this.sinceMillis = switchboard.nowMillis();
    }

    /**
     * Opens it: from now on its notifications go to the outlet.
     *
     * @throws IllegalStateException if the service has stopped
     */
    public synchronized void open(Outlet newOutlet) {
        outlet = newOutlet;
        switchboard().add(this);
        placement.place();
    }

    @Override
    public synchronized void close() {
        outlet.close();
        end();
    }

    /**
     * Notifies the application that the service stops, and ends the subscription. Pending notifications are still
     * delivered.
     */
    public synchronized void terminate() {
        if (!ended) {
            accept(RecordState.of(Status.TERMINATED, Reason.of(Reason.SERVICE_STOPPED, ""), BROKER));
            end();
        }
    }

    /** A notifier has reported a state. */
    synchronized void answered(Attachment attachment, RecordState state) {
        if (ended || !placement.hear(attachment, state)) {
            switchboard().counters().count(BrokerCounter.NOTIFICATIONS_LATE);
        }
    }

    /** There is a new routing table. @return whether it stays with its notifier because the chosen one is absent */
    synchronized boolean reconsider() {
        if (ended) {
            return false;
        }
        placement.chooseAgain();
        return placement.isStuck();
    }

    /** It is its turn to move. @return whether there was something to do */
    synchronized boolean move() {
        return !ended && placement.takeTurn();
    }

    /** The service of a notifier was unregistered. */
    synchronized void gone(RegisteredNotifier notifier) {
        if (!ended) {
            placement.lose(notifier);
        }
    }

    /** A hand-over has reached its deadline. */
    synchronized void deadline(Handover handover) {
        if (!ended) {
            placement.timeOut(handover);
        }
    }

    /** Accepts a state and passes it on. A state without a document keeps the last one. */
    void accept(RecordState state) {
        AcceptedNotification latest = newest();
        RecordState kept = latest == null ? state : state.orDocumentOf(latest.state());
        if (state.isStale()) {
            aged = true;
        } else if (state.hasDocument() || isAnswer(state.status())) {
            aged = false;
        }
        pass(aged && kept.hasDocument() ? kept.asStale() : kept);
    }

    /** Marks the state as stale, and notifies the application, unless it was notified already. */
    void age(Reason cause) {
        AcceptedNotification latest = newest();
        if (latest != null && isSilent(latest)) {
            return;
        }
        RecordState parked = RecordState.of(status(), cause, BROKER);
        RecordState kept = latest == null ? parked : parked.orDocumentOf(latest.state());
        aged = kept.hasDocument() || kept.status() != Status.PENDING;
        pass(aged ? kept.asStale() : kept);
    }

    /** Another notifier takes over: the present document may be out of date. */
    void changeHands() {
        AcceptedNotification latest = newest();
        aged = latest != null && latest.state().hasDocument();
    }

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

    /**
     * The present reason. While no notifier answers, the application is notified only of the first one; this is the
     * newest.
     */
    Reason reason() {
        AcceptedNotification latest = newest();
        return isSilent(latest) ? placement.silence() : latest.reason();
    }

    /** Whether no notifier has answered since it was opened, parked or handed over. */
    private static boolean isSilent(AcceptedNotification latest) {
        return latest == null || latest.notifier().equals(BROKER);
    }

    /** Null before the first notification. */
    private AcceptedNotification newest() {
        Outlet opened = outlet;
        return opened == null ? null : opened.newest();
    }

    /** From its placement, which spares a reference for each subscription. */
    private Switchboard switchboard() {
        return placement.switchboard();
    }

    /** Where it is served. Guarded by the monitor of this subscription. */
    Placement placement() {
        return placement;
    }

    Owner owner() {
        return owner;
    }

    /** Its present state, for shells and consoles. */
    public synchronized SubscriptionInfo snapshot() {
        Optional<Instant> troubledSince =
                Optional.of(troubledSinceMillis).filter(millis -> millis != 0).map(Instant::ofEpochMilli);
        return new SubscriptionSnapshot(this, Instant.ofEpochMilli(sinceMillis), troubledSince);
    }

    /** Overridden, because the identity hash inflates the lock of an object that is locked when it is first computed. */
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
            placement.letGo();
            switchboard().remove(this);
        }
    }

    private void pass(RecordState state) {
        long now = switchboard().nowMillis();
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
        switchboard().counters().count(BrokerCounter.NOTIFICATIONS_ACCEPTED);
        outlet.offer(AcceptedNotification.of(this, state, sequence, now));
    }

    /** Whether no notifier knows the present status of the record. */
    private static boolean isTroubled(RecordState state) {
        return state.isStale()
                || state.notifier().equals(BROKER)
                || state.status() == Status.PENDING
                        && TROUBLES.contains(state.reason().token());
    }

    /** Whether a status confirms the document, so that it is not stale any more. */
    private static boolean isAnswer(Status status) {
        return status == Status.ACTIVE || status == Status.REJECTED;
    }
}
