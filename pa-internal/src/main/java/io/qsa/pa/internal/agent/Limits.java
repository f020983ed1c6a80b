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
    private final int subscriptionsOfWatcher;
    private final int charactersOfWatcher;
    private final int waiting;
    private final int waitingOfOne;

    Limits(ConfigValues in) {
        presentities = in.number("max_presentities", 1_000_000, 1, MOST);
        publications = in.number("max_publications_per_presentity", 32, 1, MOST);
        documentSize = in.number("max_document_size", 55_000, 1_000, PidfReader.MAX_BYTES);
        watchers = in.number("max_watchers", 1_000_000, 1, MOST);
        watchersOfOne = in.number("max_watchers_per_presentity", 10_000, 1, MOST);
        subscriptionsOfWatcher = in.number("max_subscriptions_per_watcher", 10_000, 1, MOST);
        charactersOfWatcher = in.number("max_bytes_per_watcher", 4_194_304, 1_000, 1_000_000_000);
        waiting = in.number("max_waiting_watchers", 10_000, 0, MOST);
        waitingOfOne = in.number("max_waiting_per_watcher", 100, 0, MOST);
    }

    int presentities() {
        return presentities;
    }

    /** Of one presentity. */
    int publications() {
        return publications;
    }

    /** Of all that is published for one presentity, in bytes. */
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

    /** The subscriptions of one SIP watcher, whomever it watches. */
    public int subscriptionsOfWatcher() {
        return subscriptionsOfWatcher;
    }

    /** The characters that the dialogs of one SIP watcher keep. */
    public int charactersOfWatcher() {
        return charactersOfWatcher;
    }

    /** Watchers whose subscription ended without a decision, at all presentities. */
    int waiting() {
        return waiting;
    }

    /** The same, of one watcher. */
    int waitingOfOne() {
        return waitingOfOne;
    }
}
