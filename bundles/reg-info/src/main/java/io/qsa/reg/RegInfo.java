package io.qsa.reg;

import java.util.List;
import java.util.Optional;

/**
 * The registrations that a subscription to {@code reg} tells of: all of them, also where the last document was partial
 * (RFC 3680 section 5). Immutable; equal if the registrations are equal.
 *
 * <p>What has ended is told once: a terminated registration or contact is in the model of the document that ended it,
 * and in none that follows.
 */
public final class RegInfo {
    /** The media type of the documents. */
    public static final String CONTENT_TYPE = "application/reginfo+xml";

    private final List<Registration> registrations;

    RegInfo(List<Registration> registrations) {
        this.registrations = List.copyOf(registrations);
    }

    /** In the order in which they became known. */
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
