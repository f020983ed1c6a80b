package io.qsa.broker.internal.subscription;

/** Who opens subscriptions and closes those that are left. */
@FunctionalInterface
public interface Owner {
    /** The symbolic name of the bundle. */
    String bundle();
}
