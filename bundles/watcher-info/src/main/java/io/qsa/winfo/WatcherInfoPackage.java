package io.qsa.winfo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Component;

import io.qsa.Document;
import io.qsa.SubscriptionRequest;
import io.qsa.event.DocumentMerger;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.presence.winfo.Watcher;
import io.qsa.presence.winfo.WatcherInfo;
import io.qsa.presence.winfo.WatcherInfoWriter;

/** The event package presence.winfo (RFC 3857 section 4). Immutable. */
@Component
public final class WatcherInfoPackage implements EventPackage {
    @Override
    public String name() {
        return WatcherInfo.PACKAGE;
    }

    @Override
    public List<String> accept() {
        return List.of(WatcherInfo.CONTENT_TYPE);
    }

    /** Several notifiers may each know a part of the watchers; the whole is their union (section 4.9). */
    @Override
    public Optional<DocumentMerger> merger() {
        return Optional.of(WatcherInfoPackage::merge);
    }

    private static Document merge(List<Document> documents) {
        WatcherInfo union = union(documents.stream()
                .flatMap(document -> document.as(WatcherInfo.class).stream())
                .toList());
        return Document.of(WatcherInfo.CONTENT_TYPE, WatcherInfoWriter.write(union), union);
    }

    /** Versions grow with every document of every notifier, and so does their sum. Ids are unique to a notifier only. */
    private static WatcherInfo union(List<WatcherInfo> parts) {
        List<Watcher> watchers = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        long version = 0;
        for (int i = 0; i < parts.size(); i++) {
            version += parts.get(i).version();
            for (Watcher watcher : parts.get(i).watchers()) {
                watchers.add(ids.add(watcher.id()) ? watcher : watcher.withId(watcher.id() + "-" + i));
            }
        }
        return WatcherInfo.full(parts.get(0).resource(), version, watchers);
    }

    @Override
    public DocumentReader reader(SubscriptionRequest request) {
        return new WatcherTable(request.record());
    }
}
