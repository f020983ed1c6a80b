package io.qsa.pa.internal.sip;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.qsa.pa.internal.agent.WatcherEntry;
import io.qsa.presence.winfo.Watcher;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.presence.winfo.WatcherInfoWriter;
import io.qsa.sip.TypedBody;

/**
 * The watcher information of one subscription: a full document after each SUBSCRIBE and each lost NOTIFY, otherwise the
 * changes since the last document (RFC 3858 section 3). Guarded by the monitor of its {@link SipWatcher}.
 */
final class WatcherInfoBody implements NotifyBody {
    private final Map<String, Watcher> present = new LinkedHashMap<>();
    private final Map<String, Watcher> unsent = new LinkedHashMap<>();
    private String resource = "";
    private boolean full = true;
    private long version;

    @Override
    public void onStatus(WatcherEntry watching) {
        WatcherInfo info = watching.view().document().as(WatcherInfo.class).orElseThrow();
        resource = info.resource();
        for (Watcher watcher : info.watchers()) {
            boolean isOver = watcher.status() == Watcher.Status.TERMINATED;
            Watcher before = isOver ? present.remove(watcher.id()) : present.put(watcher.id(), watcher);
            boolean isKnown = isOver ? before == null : before != null && isSame(before, watcher);
            if (!isKnown) {
                unsent.put(watcher.id(), watcher);
            }
        }
        forgetAllBut(info.watchers());
    }

    /** Removes watchers that are missing now: their end may have been in a document that was never sent. */
    private void forgetAllBut(List<Watcher> all) {
        Set<String> ids = all.stream().map(Watcher::id).collect(Collectors.toSet());
        for (Watcher known : List.copyOf(present.values())) {
            if (!ids.contains(known.id())) {
                present.remove(known.id());
                unsent.put(known.id(), Watcher.of(known.id(), known.uri(), Watcher.Status.TERMINATED, "timeout"));
            }
        }
    }

    /** Whether two entries differ at most in the time since the watcher subscribed, which is no reason for a NOTIFY. */
    private static boolean isSame(Watcher one, Watcher other) {
        return one.subscribedFor(Duration.ZERO).equals(other.subscribedFor(Duration.ZERO));
    }

    @Override
    public void beginAnew() {
        full = true;
    }

    @Override
    public boolean isNews() {
        return full || !unsent.isEmpty();
    }

    @Override
    public TypedBody next() {
        WatcherInfo info = full
                ? WatcherInfo.full(resource, version, List.copyOf(present.values()))
                : WatcherInfo.partial(resource, version, List.copyOf(unsent.values()));
        version++;
        full = false;
        unsent.clear();
        return TypedBody.of(WatcherInfo.CONTENT_TYPE, WatcherInfoWriter.write(info));
    }
}
