package io.qsa;

/**
 * The status of a subscription. {@link Reason} says why.
 *
 * <p>A subscription starts as {@link #PENDING}. Every status may follow every other one: a {@link #TERMINATED} or
 * {@link #REJECTED} subscription starts again when another notifier takes it over or when a change of configuration
 * makes its notifier try again. Its handle is valid until {@link Subscription#close()}.
 */
public enum Status {
    /** Nothing is known yet: no notifier, no answer, no authorisation, or a retry that is planned. */
    PENDING,
    /** The notifier serves the subscription; the last document is the status of the record. */
    ACTIVE,
    /** The notifier ended the subscription and will not try again by itself. */
    TERMINATED,
    /** The subscriber may not see the status of the record; the notifier will not try again by itself. */
    REJECTED;

    /** Whether the present notifier will not try again. */
    public boolean isFinal() {
        return this == TERMINATED || this == REJECTED;
    }
}
