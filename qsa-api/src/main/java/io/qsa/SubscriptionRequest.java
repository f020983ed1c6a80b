package io.qsa;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What to subscribe to: the status of a record in an event package, as a subscriber may see it. Immutable; equal if all
 * parts are equal.
 *
 * <p>Every part is checked when the request is made. A wrong part is an {@link IllegalArgumentException} that names the
 * field.
 */
public final class SubscriptionRequest {
    /** The event package of RFC 3856. */
    public static final String PRESENCE = "presence";

    private final String eventPackage;
    private final String record;
    private final String subscriber;
    private final Details details;

    /** The parts that few requests set; all requests that set none of them share one instance. */
    private record Details(Map<String, String> parameters, List<String> accept, boolean onBehalf) {
        private static final Details NONE = new Details(Map.of(), List.of(), false);
    }

    private SubscriptionRequest(String eventPackage, String record, String subscriber, Details details) {
        this.eventPackage = eventPackage;
        this.record = record;
        this.subscriber = subscriber;
        this.details = details;
    }

    private SubscriptionRequest with(Details newDetails) {
        return new SubscriptionRequest(eventPackage, record, subscriber, newDetails);
    }

    /**
     * A request for the presence of {@code record}, as {@code subscriber}: in RFC 3856, the presentity and the watcher.
     */
    public static SubscriptionRequest presence(String record, String subscriber) {
        return of(PRESENCE, record, subscriber);
    }

    /**
     * A request for the status of {@code record}, as {@code subscriber}, in an event package.
     *
     * @param eventPackage a token of RFC 6665 section 8.2.1, such as {@code reg} or {@code presence.winfo}
     * @param record a {@code sip}, {@code sips}, {@code pres} or {@code tel} URI
     * @param subscriber a {@code sip}, {@code sips}, {@code pres} or {@code tel} URI
     */
    public static SubscriptionRequest of(String eventPackage, String record, String subscriber) {
        return new SubscriptionRequest(
                FieldChecks.token("eventPackage", eventPackage),
                FieldChecks.uri("record", record),
                FieldChecks.uri("subscriber", subscriber),
                Details.NONE);
    }

    /** The same request with one more parameter of the Event header (RFC 6665 section 8.2.1). */
    public SubscriptionRequest withParameter(String name, String value) {
        Map<String, String> more = new TreeMap<>(details.parameters);
        more.put(FieldChecks.token("parameter name", name), FieldChecks.line("parameter " + name, value));
        return with(new Details(Collections.unmodifiableMap(more), details.accept, details.onBehalf));
    }

    /** The same request with these document types instead of those of the event package. */
    public SubscriptionRequest withAccept(String... types) {
        List<String> checked = new ArrayList<>(types.length);
        for (String type : types) {
            checked.add(FieldChecks.mediaType("accept", type));
        }
        return with(new Details(details.parameters, List.copyOf(checked), details.onBehalf));
    }

    /**
     * The same request on behalf of another user, such as one of the network: the notifier then authorises the
     * subscriber as for a request from the network, instead of trusting the application.
     */
    public SubscriptionRequest onBehalf() {
        return with(new Details(details.parameters, details.accept, true));
    }

    public String eventPackage() {
        return eventPackage;
    }

    /** The URI to whose status it subscribes, byte for byte as the application wrote it. */
    public String record() {
        return record;
    }

    /** The URI of the subscriber, byte for byte as it was given. */
    public String subscriber() {
        return subscriber;
    }

    /** Parameters of the Event header, by name. */
    public Map<String, String> parameters() {
        return details.parameters;
    }

    /** Document types that the application accepts; empty if the event package decides. */
    public List<String> accept() {
        return details.accept;
    }

    /** Whether the notifier must authorise the subscriber instead of trusting the application. */
    public boolean isOnBehalf() {
        return details.onBehalf;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubscriptionRequest that
                && eventPackage.equals(that.eventPackage)
                && record.equals(that.record)
                && subscriber.equals(that.subscriber)
                && details.equals(that.details);
    }

    @Override
    public int hashCode() {
        return Objects.hash(eventPackage, record, subscriber, details);
    }

    /** For example {@code presence of sip:alice@example.com for sip:bob@example.com}. */
    @Override
    public String toString() {
        return eventPackage + " of " + record + " for " + subscriber;
    }
}
