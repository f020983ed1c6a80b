package io.qsa.reg;

import java.util.List;
import java.util.Optional;

/**
 * The registrations of a subscription to {@code reg}: all of them, even if the last document was partial (RFC 3680
 * section 5). Immutable; equal if the registrations are equal.
 *
 * <p>A terminated registration or contact is reported once: in the model of the document that ended it, and in no later
 * one.
 */
public final class RegInfo {
    /** The media type of the documents. */
    public static final String CONTENT_TYPE = "application/reginfo+xml";

    private final List<Registration> registrations;

    RegInfo(List<Registration> registrations) {
        this.registrations = List.copyOf(registrations);
    }

    /** In the order of their first appearance. */
    public List<Registration> registrations() {
        return registrations;
    }

    /** The registration of an address of record, letter by letter as the registrar writes it. */
    public Optional<Registration> of(String addressOfRecord) {
        return registrations.stream()
                .filter(registration -> registration.addressOfRecord().equals(addressOfRecord))
                .findFirst();
    }

    /** Every contact that can be reached now. */
    public List<RegisteredContact> activeContacts() {
        return registrations.stream()
                .flatMap(registration -> registration.contacts().stream())
                .filter(RegisteredContact::isActive)
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RegInfo that && registrations.equals(that.registrations);
    }

    @Override
    public int hashCode() {
        return registrations.hashCode();
    }

    @Override
    public String toString() {
        return registrations.toString();
    }
}
