package io.qsa.presence.b2b.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The event packages that are served. Immutable. */
public final class EventPackages {
    private final Map<String, EventPackage> byName = new LinkedHashMap<>();

    public EventPackages(EventPackage... packages) {
        for (EventPackage eventPackage : packages) {
            byName.put(eventPackage.name(), eventPackage);
        }
    }

    /** The package of that name; names of packages are compared byte for byte (RFC 6665 section 8.2.1). */
    public Optional<EventPackage> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Set<String> names() {
        return byName.keySet();
    }
}
