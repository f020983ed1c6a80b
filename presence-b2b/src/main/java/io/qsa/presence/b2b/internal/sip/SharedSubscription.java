package io.qsa.presence.b2b.internal.sip;

import java.util.LinkedHashSet;
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
    /** The last status; null before the first. */
    private Status status;

    private Reason reason = Reason.NONE;
    /** The last document; null before the first. */
    private Document document;
    /** Whether the document may be out of date. */
    private boolean stale;

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
        status = newStatus;
        reason = newReason;
        stale &= newStatus != Status.ACTIVE;
        members.forEach(member -> member.notify(newStatus, newReason));
    }

    @Override
    public synchronized void notify(Status newStatus, Reason newReason, Document newDocument) {
        status = newStatus;
        reason = newReason;
        document = newDocument;
        stale = false;
        members.forEach(member -> member.notify(newStatus, newReason, newDocument));
    }

    @Override
    public synchronized void notifyStale(Status newStatus, Reason newReason) {
        status = newStatus;
        reason = newReason;
        stale = true;
        members.forEach(member -> member.notifyStale(newStatus, newReason));
    }

    @Override
    public synchronized void notifyWithoutDocument(Status newStatus, Reason newReason) {
        status = newStatus;
        reason = newReason;
        document = null;
        stale = false;
        members.forEach(member -> member.notifyWithoutDocument(newStatus, newReason));
    }

    synchronized Join join(NotifierSubscription member) {
        if (closed) {
            return Join.CLOSED;
        }
        members.add(member);
        tellWhatIsKnown(member);
        Join join = started ? Join.MEMBER : Join.FIRST;
        started = true;
        return join;
    }

    private void tellWhatIsKnown(NotifierSubscription member) {
        if (status != null && document != null) {
            member.notify(status, reason, document);
        } else if (status != null) {
            member.notify(status, reason);
        }
        if (stale) {
            member.notifyStale(status, reason);
        }
    }

    /** @return whether no member is left */
    synchronized boolean leave(NotifierSubscription member) {
        members.remove(member);
        return members.isEmpty();
    }

    /** @return whether this call closed it, because no member was left */
    synchronized boolean closeIfEmpty() {
        boolean closing = !closed && members.isEmpty();
        closed |= closing;
        return closing;
    }
}
