package io.qsa.presence;

import java.math.BigDecimal;
import java.util.Optional;

import io.qsa.presence.xml.XmlText;

/** The address of a tuple (RFC 3863 section 4.1.5). Immutable; equal if URI and priority are equal. */
public final class Contact {
    /** As long as 0.375. */
    private static final int LONGEST_PRIORITY = 5;

    private final String uri;
    private final BigDecimal priority;

    private Contact(String uri, BigDecimal priority) {
        this.uri = XmlText.checked("contact", uri);
        this.priority = priority;
    }

    /** A contact without a priority. */
    public static Contact of(String uri) {
        return new Contact(uri, null);
    }

    /**
     * A contact with a priority.
     *
     * @param priority 0 to 1 with at most three decimals; anything else is an {@link IllegalArgumentException}
     */
    public static Contact of(String uri, BigDecimal priority) {
        if (!isPriority(priority)) {
            throw new IllegalArgumentException("priority is none of 0 to 1 with at most three decimals: " + priority);
        }
        return new Contact(uri, priority);
    }

    /** A contact as a document has it: a priority that is none counts as absent. */
    static Contact read(String uri, String priority) {
        if (!isWrittenAsPriority(priority)) {
            return of(uri);
        }
        int units = 0;
        for (int i = 0; i < priority.length(); i++) {
            units = i == 1 ? units : 10 * units + priority.charAt(i) - '0';
        }
        BigDecimal value = BigDecimal.valueOf(units, Math.max(0, priority.length() - 2));
        return isPriority(value) ? new Contact(uri, value) : of(uri);
    }

    private static boolean isWrittenAsPriority(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i == 1 ? c != '.' : c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_PRIORITY;
    }

    private static boolean isPriority(BigDecimal value) {
        return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0 && value.scale() >= 0 && value.scale() <= 3;
    }

    public String uri() {
        return uri;
    }

    /** 0 to 1, the higher the better. */
    public Optional<BigDecimal> priority() {
        return Optional.ofNullable(priority);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Contact that
                && uri.equals(that.uri)
                && priority().equals(that.priority());
    }

    @Override
    public int hashCode() {
        return uri.hashCode();
    }

    @Override
    public String toString() {
        return priority == null ? uri : uri + " (" + priority + ")";
    }
}
