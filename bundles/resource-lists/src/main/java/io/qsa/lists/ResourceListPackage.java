package io.qsa.lists;

import java.util.List;

import org.osgi.service.component.annotations.Component;

import io.qsa.SubscriptionRequest;
import io.qsa.event.DocumentReader;
import io.qsa.event.EventPackage;
import io.qsa.presence.PresenceInfo;

/**
 * The presence of all members of a list (RFC 4662): on the wire the event package {@code presence} with the extension
 * {@code eventlist}, for applications a package of its own, whose documents have the model {@link ListState}. Immutable.
 */
@Component
public final class ResourceListPackage implements EventPackage {
    /** The name that applications use for it. */
    public static final String NAME = "presence.list";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String event() {
        return SubscriptionRequest.PRESENCE;
    }

    @Override
    public List<String> accept() {
        return List.of(ListReader.CONTENT_TYPE, RlmiReader.CONTENT_TYPE, PresenceInfo.CONTENT_TYPE);
    }

    @Override
    public List<String> supported() {
        return List.of("eventlist");
    }

    @Override
    public DocumentReader reader(SubscriptionRequest request) {
        return new ListReader(request.record());
    }
}
