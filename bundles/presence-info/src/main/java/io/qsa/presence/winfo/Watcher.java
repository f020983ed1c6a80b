package io.qsa.presence.winfo;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.qsa.presence.xml.XmlText;

/**
 * One subscription to a resource, as an element of watcher information (RFC 3858 section 4.3). Immutable; compared by
 * value.
 */
public final class Watcher {
    /** Where a subscription is in its life (RFC 3857 section 4.7.1). */
    public enum Status {
        /** There is no authorisation decision yet. */
        PENDING,
        /** It is authorised and receives the status. */
        ACTIVE,
        /** It has ended before anybody decided; the decision is still wanted. */
        WAITING,
        /** It is over. */
        TERMINATED
    }

    private final String id;
    private final String uri;
    private final Status status;
    private final String event;
    private final Optional<Duration> subscribedFor;

    private Watcher(String id, String uri, Status status, String event, Optional<Duration> subscribedFor) {
        this.id = id;
        this.uri = uri;
        this.status = status;
        this.event = event;
        this.subscribedFor = subscribedFor;
    }

    /**
     * @param id names the subscription, constant for its lifetime
     * @param uri of the watcher
     * @param event the event that caused the status: {@code subscribe}, {@code approved}, {@code deactivated},
     *     {@code probation}, {@code rejected}, {@code timeout}, {@code giveup}, {@code noresource}
     */
    public static Watcher of(String id, String uri, Status status, String event) {
        return new Watcher(
                XmlText.required("watcher id", id),
                XmlText.required("watcher", uri),
                Objects.requireNonNull(status, "status"),
                XmlText.required("event", event),
                Optional.empty());
    }

    /** The same, with the time since it was made. */
    public Watcher subscribedFor(Duration duration) {
        return new Watcher(id, uri, status, event, Optional.of(duration));
    }

    /** The same under another id. */
    public Watcher withId(String newId) {
        return new Watcher(XmlText.required("watcher id", newId), uri, status, event, subscribedFor);
    }

    public String id() {
        return id;
    }

    public String uri() {
        return uri;
    }

    public Status status() {
        return status;
    }

    public String event() {
        return event;
    }

    /** How long ago it was made, in whole seconds. */
    public Optional<Duration> subscribedFor() {
        return subscribedFor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Watcher that
                && id.equals(that.id)
                && uri.equals(that.uri)
                && status == that.status
                && event.equals(that.event)
                && subscribedFor.equals(that.subscribedFor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, status, event);
    }

    @Override
    public String toString() {
        return id + " " + uri + " " + status + " " + event;
    }
}
