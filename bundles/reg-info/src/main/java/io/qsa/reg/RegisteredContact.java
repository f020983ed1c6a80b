package io.qsa.reg;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.qsa.presence.xml.XmlText;

/** One contact of a registration (RFC 3680 section 5.3). Immutable; equal if all parts are equal. */
public final class RegisteredContact {
    private final String uri;
    private final String displayName;
    private final Map<String, String> attributes;

    /** @param attributes with {@code id}, {@code state} and {@code event}, which the standard demands */
    RegisteredContact(String uri, String displayName, Map<String, String> attributes) {
        this.uri = XmlText.required("contact uri", uri);
        this.displayName = displayName;
        this.attributes = Map.copyOf(attributes);
        XmlText.required("contact id", id());
        XmlText.required("contact event", event());
        if (!isActive() && !isTerminated()) {
            throw new IllegalArgumentException(
                    "contact state is neither active nor terminated: '" + XmlText.printable(attribute("state")) + "'");
        }
    }

    /** Where the user is reached. */
    public String uri() {
        return uri;
    }

    /** Its id within its registration. */
    public String id() {
        return attribute("id");
    }

    public boolean isActive() {
        return attribute("state").equals("active");
    }

    /** Whether it has just been removed. */
    public boolean isTerminated() {
        return attribute("state").equals("terminated");
    }

    /** The event that caused its state: {@code registered}, {@code expired} and others of RFC 3680 section 5.3. */
    public String event() {
        return attribute("event");
    }

    /** Its remaining lifetime, counted from the document. */
    public Optional<Duration> expires() {
        return seconds("expires");
    }

    /** When it may register again, counted from the document, after the event {@code probation}. */
    public Optional<Duration> retryAfter() {
        return seconds("retry-after");
    }

    /** For how long it has been registered, counted from the document. */
    public Optional<Duration> durationRegistered() {
        return seconds("duration-registered");
    }

    /** The preference among the contacts, from 0 to 1. */
    public Optional<BigDecimal> q() {
        String text = attribute("q");
        return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /** The Call-ID of the REGISTER that has last changed it. */
    public Optional<String> callId() {
        return Optional.of(attribute("callid")).filter(text -> !text.isEmpty());
    }

    public Optional<String> displayName() {
        return Optional.of(displayName).filter(text -> !text.isEmpty());
    }

    /** Any other attribute without a namespace; empty if it is absent. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** An optional value that is not a number counts as absent. */
    private Optional<Duration> seconds(String name) {
        String text = attribute(name);
        return text.matches("\\d{1,10}") ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegisteredContact that
                && uri.equals(that.uri)
                && displayName.equals(that.displayName)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uri, displayName, attributes);
    }

    @Override
    public String toString() {
        return uri + " " + event();
    }
}
