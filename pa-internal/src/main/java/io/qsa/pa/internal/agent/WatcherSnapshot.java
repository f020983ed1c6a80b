package io.qsa.pa.internal.agent;

import io.qsa.presence.winfo.Watcher;

/**
 * A snapshot of one watcher. Immutable.
 *
 * @param entity the URI of the presentity
 * @param internal whether it is a subscription of a bundle of this platform
 */
public record WatcherSnapshot(String entity, boolean internal, Watcher watcher) {}
