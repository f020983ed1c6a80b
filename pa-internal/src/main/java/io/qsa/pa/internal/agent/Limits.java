package io.qsa.pa.internal.agent;

import io.qsa.base.config.ConfigValues;

/** Limits on what the agent keeps, so that peers cannot exhaust the memory. Immutable. */
public final class Limits {
    private static final int MOST = 100_000_000;

    private final int presentities;
    private final int publications;
    private final int watchers;
    private final int watchersOfOne;

    Limits(ConfigValues in) {
        presentities = in.number("max_presentities", 1_000_000, 1, MOST);
        publications = in.number("max_publications_per_presentity", 32, 1, MOST);
        watchers = in.number("max_watchers", 1_000_000, 1, MOST);
        watchersOfOne = in.number("max_watchers_per_presentity", 10_000, 1, MOST);
    }

    int presentities() {
        return presentities;
    }

    /** Of one presentity. */
    int publications() {
        return publications;
    }

    /** All SIP watchers together. */
    public int watchers() {
        return watchers;
    }

    /** The SIP watchers of one presentity. */
    public int watchersOfOne() {
        return watchersOfOne;
    }
}
