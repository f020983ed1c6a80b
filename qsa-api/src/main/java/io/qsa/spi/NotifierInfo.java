package io.qsa.spi;

import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/** A snapshot of one registered notifier. Immutable. */
@ProviderType
public interface NotifierInfo {
    String name();

    /** The event packages that it serves. */
    Set<String> packages();

    int ranking();

    /** Whether it accepts new subscriptions; false while it drains. */
    boolean isAccepting();

    /** The symbolic name of the bundle that registered it. */
    String bundle();

    /** How many subscriptions it serves, those that are being handed over to it included. */
    int subscriptions();
}
