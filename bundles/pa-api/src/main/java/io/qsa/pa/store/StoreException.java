package io.qsa.pa.store;

/** A store could not do what it was asked for. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    /** Whose fault it is. */
    public enum Fault {
        /** The store is full, gone or broken: the same may succeed later. */
        STORE,
        /** The store is well and refuses something in the batch, for ever. */
        DATA
    }

    private final Fault fault;

    /** @param message for the operator, in one line */
    public StoreException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
