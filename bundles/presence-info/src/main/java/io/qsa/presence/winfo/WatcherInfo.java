package io.qsa.presence.winfo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.qsa.presence.xml.XmlText;

/**
 * A watcher information document about one resource (RFC 3858). Immutable.
 *
 * <p>A subscriber keeps the newest state and passes it each new document: {@link #updatedBy} detects a lost one.
 */
public final class WatcherInfo {
    public static final String CONTENT_TYPE = "application/watcherinfo+xml";
    /** The event package (RFC 3857 section 4.1). */
    public static final String PACKAGE = "presence.winfo";

    private final String resource;
    private final long version;
    private final boolean full;
    /** By id. */
    private final Map<String, Watcher> watchers;

    private final int passedOver;

    private WatcherInfo(String resource, long version, boolean full, Map<String, Watcher> watchers) {
        this(resource, version, full, watchers, 0);
    }

    private WatcherInfo(String resource, long version, boolean full, Map<String, Watcher> watchers, int passedOver) {
        this.resource = XmlText.checked("resource", resource);
        this.version = version;
        this.full = full;
        this.watchers = watchers;
        this.passedOver = passedOver;
    }

    WatcherInfo withPassedOver(int count) {
        return count == 0 ? this : new WatcherInfo(resource, version, full, watchers, count);
    }

    /** All watchers of a resource. Of two watchers with one id the later one is used. */
    public static WatcherInfo full(String resource, long version, List<Watcher> watchers) {
        return new WatcherInfo(resource, version, true, byId(watchers));
    }

    /** The watchers that have changed since the version before. */
    public static WatcherInfo partial(String resource, long version, List<Watcher> watchers) {
        return new WatcherInfo(resource, version, false, byId(watchers));
    }

    private static Map<String, Watcher> byId(List<Watcher> watchers) {
        Map<String, Watcher> byId = new LinkedHashMap<>();
        watchers.forEach(watcher -> byId.put(watcher.id(), watcher));
        return byId;
    }

    /** The URI that is watched. */
    public String resource() {
        return resource;
    }

    /** Grows by one with each document of a subscription, from 0. */
    public long version() {
        return version;
    }

    /** Whether it has all watchers, or only those that have changed. */
    public boolean isFull() {
        return full;
    }

    /** How many invalid watchers of the document were ignored. */
    public int passedOver() {
        return passedOver;
    }

    public List<Watcher> watchers() {
        return List.copyOf(watchers.values());
    }

    /**
     * The state after a document (RFC 3858 section 5): terminated watchers are removed. It is this state if the
     * document is old, and empty if one between them is missing, so that a refresh has to fetch the full state.
     */
    public Optional<WatcherInfo> updatedBy(WatcherInfo newer) {
        if (newer.version <= version) {
            return Optional.of(this);
        }
        if (!newer.full && newer.version != version + 1) {
            return Optional.empty();
        }
        Map<String, Watcher> updated = newer.full ? new LinkedHashMap<>() : new LinkedHashMap<>(watchers);
        newer.watchers.forEach((id, watcher) -> {
            if (watcher.status() == Watcher.Status.TERMINATED) {
                updated.remove(id);
            } else {
                updated.put(id, watcher);
            }
        });
        return Optional.of(new WatcherInfo(newer.resource, newer.version, true, updated));
    }

    @Override
    public String toString() {
        return (full ? "full " : "partial ") + version + " of " + resource + " " + watchers.values();
    }
}
