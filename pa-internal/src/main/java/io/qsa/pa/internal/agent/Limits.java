package io.qsa.pa.internal.agent;

import io.qsa.base.config.ConfigValues;
import io.qsa.presence.PidfReader;

/** Limits on what the agent keeps, so that peers cannot exhaust the memory. Immutable. */
public final class Limits {
    private static final int MOST = 100_000_000;

    private final int presentities;
    private final int publications;
    private final int documentSize;
    private final int watchers;
    private final int watchersOfOne;

    Limits(ConfigValues in) {
        presentities = in.number("max_presentities", 1_000_000, 1, MOST);
        publications = in.number("max_publications_per_presentity", 32, 1, MOST);
        documentSize = in.number("max_document_size", 262_144, 1_000, PidfReader.MAX_BYTES);
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

    /** Of all that is published for one presentity, in characters. */
    int documentSize() {
        return documentSize;
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
