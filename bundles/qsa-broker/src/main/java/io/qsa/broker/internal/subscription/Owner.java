package io.qsa.broker.internal.subscription;

/** The owner of subscriptions, which are closed with it. */
@FunctionalInterface
public interface Owner {
    /** The symbolic name of the bundle. */
    String bundle();
}
