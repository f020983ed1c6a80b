package io.qsa.pa.internal.agent;

import java.util.ArrayList;
import java.util.List;

import io.qsa.Document;
import io.qsa.presence.PresenceInfo;

/** Records the notifications of a watcher: {@code pending}, or the tuples of the status. */
class RecordingWatcher implements PresenceWatcher {
    private final List<String> heard = new ArrayList<>();
    private final boolean internal;
    private final String uri;
    private Document newest;

    RecordingWatcher(boolean internal) {
        this(internal, "sip:bob@example.com");
    }

    RecordingWatcher(boolean internal, String uri) {
        this.internal = internal;
        this.uri = uri;
    }

    @Override
    public boolean isInternal() {
        return internal;
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public synchronized void onStatus(WatcherEntry watching) {
        newest = watching.view().document();
        heard.add(info().tuples().toString());
    }

    @Override
    public synchronized void onPending() {
        heard.add("pending");
    }

    @Override
    public synchronized void onRejected() {
        heard.add("rejected");
    }

    @Override
    public synchronized void onGone() {
        heard.add("gone");
    }

    synchronized Document newest() {
        return newest;
    }

    synchronized PresenceInfo info() {
        return newest.as(PresenceInfo.class).orElseThrow();
    }

    /** The notifications since the last call. */
    synchronized List<String> heard() {
        List<String> copy = List.copyOf(heard);
        heard.clear();
        return copy;
    }
}
