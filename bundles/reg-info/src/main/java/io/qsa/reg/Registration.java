package io.qsa.reg;

import java.util.List;
import java.util.Objects;

/** One address of record and its contacts (RFC 3680 section 5.2). Immutable; equal if all parts are equal. */
public final class Registration {
    /** The states of RFC 3680 section 4.7.1. */
    public enum State {
        /** There is no registration. */
        INIT,
        /** There is a contact. */
        ACTIVE,
        /** The last contact has just been removed. */
        TERMINATED
    }

    private final String id;
    private final String addressOfRecord;
    private final State state;
    private final List<RegisteredContact> contacts;

    Registration(String id, String addressOfRecord, State state, List<RegisteredContact> contacts) {
        this.id = id;
        this.addressOfRecord = addressOfRecord;
        this.state = state;
        this.contacts = List.copyOf(contacts);
    }

    /** Its id in the documents of one subscription. */
    public String id() {
        return id;
    }

    /** The URI for which the contacts are registered. */
    public String addressOfRecord() {
        return addressOfRecord;
    }

    public State state() {
        return state;
    }

    /** In the order of their first appearance. */
    public List<RegisteredContact> contacts() {
        return contacts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Registration that
                && id.equals(that.id)
                && addressOfRecord.equals(that.addressOfRecord)
                && state == that.state
                && contacts.equals(that.contacts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, addressOfRecord, state, contacts);
    }

    @Override
    public String toString() {
        return addressOfRecord + " " + state + " " + contacts;
    }
}
