package io.qsa.winfo;

import java.util.List;

import org.osgi.service.component.annotations.Component;

import io.qsa.SubscriptionRequest;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.presence.winfo.WatcherInfo;

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

    @Override
    public DocumentReader reader(SubscriptionRequest request) {
        return new WatcherTable(request.record());
    }
}
