package io.qsa.pa.store;

/** A call of a store has failed. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1;

    /** The cause of the failure. */
    public enum Fault {
        /** The store is full, unreachable or broken: the same call may succeed later. */
        STORE,
        /** The store works, but will always refuse something in the batch. */
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
