package io.qsa.pa;

/** There is no publication with this entity tag: it has expired, was removed, or was changed and has a new tag. */
public final class UnknownEntityTagException extends Exception {
    private static final long serialVersionUID = 1;

    public UnknownEntityTagException(String entity, String entityTag) {
        super("no publication of " + entity + " has the entity tag " + entityTag);
    }
}
