package io.qsa.presence.b2b.internal.sip;

import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.spi.NotifierSubscription;

/**
 * Equal subscriptions that share one leg. Each status is passed on to all of them; one that joins later gets the
 * present status at once. Guarded by its monitor, which is acquired after that of the leg and before those of the
 * broker.
 */
final class SharedSubscription implements NotifierSubscription {
    /** The result of {@link #join}. */
    enum Join {
        /** It is the first one: a leg must be started. */
        FIRST,
        MEMBER,
        /** It has not joined: the leg has been ended. */
        CLOSED
    }

    private final String id;
    private final SubscriptionRequest request;
    private final Set<NotifierSubscription> members = new LinkedHashSet<>();
    private boolean started;
    private boolean closed;
    private final LastTold told = new LastTold();
    /** How often the last member has left. */
    private int vacancies;

    SharedSubscription(NotifierSubscription first) {
        id = first.id();
        request = first.request();
    }

    /** The id of the subscription for which it was made. */
    @Override
    public String id() {
        return id;
    }

    @Override
    public SubscriptionRequest request() {
        return request;
    }

    @Override
    public synchronized void notify(Status newStatus, Reason newReason) {
        told.tell(newStatus, newReason);
        members.forEach(member -> member.notify(newStatus, newReason));
    }

    @Override
    public synchronized void notify(Status newStatus, Reason newReason, Document newDocument) {
        told.tell(newStatus, newReason, newDocument);
        members.forEach(member -> member.notify(newStatus, newReason, newDocument));
    }

    @Override
    public synchronized void notifyStale(Status newStatus, Reason newReason) {
        told.tellStale(newStatus, newReason);
        members.forEach(member -> member.notifyStale(newStatus, newReason));
    }

    @Override
    public synchronized void notifyWithoutDocument(Status newStatus, Reason newReason) {
        told.tellWithoutDocument(newStatus, newReason);
        members.forEach(member -> member.notifyWithoutDocument(newStatus, newReason));
    }

    synchronized Join join(NotifierSubscription member) {
        if (closed) {
            return Join.CLOSED;
        }
        members.add(member);
        told.repeatTo(member);
        Join join = started ? Join.MEMBER : Join.FIRST;
        started = true;
        return join;
    }

    /** @return the number of this vacancy, if no member is left */
    synchronized OptionalInt leave(NotifierSubscription member) {
        boolean vacant = members.remove(member) && members.isEmpty();
        return vacant ? OptionalInt.of(++vacancies) : OptionalInt.empty();
    }

    /** @return whether this call closed it, because nobody has joined since it became vacant for that time */
    synchronized boolean closeIfVacantSince(int vacancy) {
        return vacancy == vacancies && closeIfVacant();
    }

    /** @return whether this call closed it, because it has no member */
    synchronized boolean closeIfVacant() {
        boolean closing = !closed && members.isEmpty();
        closed |= closing;
        return closing;
    }
}
