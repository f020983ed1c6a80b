package io.qsa.presence.b2b.internal.sip;

import java.util.LinkedHashSet;
import java.util.Set;

import io.qsa.Document;
import io.qsa.Reason;
import io.qsa.Status;
import io.qsa.SubscriptionRequest;
import io.qsa.spi.NotifierSubscription;

/**
 * Equal subscriptions that share one leg. What the leg says is told to all of them; who comes later is told at once what
 * is known. Guarded by its monitor, which lies between that of the leg and those of the broker.
 */
final class SharedSubscription implements NotifierSubscription {
    /** How a subscription came in. */
    enum Join {
        /** As the first one: a leg is needed. */
        FIRST,
        MEMBER,
        /** Not at all: the leg has been let go. */
        CLOSED
    }

    private final String id;
    private final SubscriptionRequest request;
    private final Set<NotifierSubscription> members = new LinkedHashSet<>();
    private boolean started;
    private boolean closed;
    /** What was told last; null before. */
    private Status status;

    private Reason reason = Reason.NONE;
    /** Null until one came. */
    private Document document;

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
        members.forEach(member -> member.notify(newStatus, newReason));
    }

    @Override
    public synchronized void notify(Status newStatus, Reason newReason, Document newDocument) {
        status = newStatus;
        reason = newReason;
        document = newDocument;
        members.forEach(member -> member.notify(newStatus, newReason, newDocument));
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
    }

    /** @return whether nobody is left */
    synchronized boolean leave(NotifierSubscription member) {
        members.remove(member);
        return members.isEmpty();
    }

    /** @return whether it was closed now, because nobody was left */
    synchronized boolean closeIfEmpty() {
        boolean closing = !closed && members.isEmpty();
        closed |= closing;
        return closing;
    }
}
