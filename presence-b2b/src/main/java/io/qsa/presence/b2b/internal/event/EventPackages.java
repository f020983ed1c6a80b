package io.qsa.presence.b2b.internal.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.qsa.event.EventPackage;

/** The event packages that are served now. Safe for any thread. */
public final class EventPackages {
    private volatile List<ServedPackage> served = List.of();

    public EventPackages(EventPackage... packages) {
        for (EventPackage eventPackage : packages) {
            add(eventPackage);
        }
    }

    /** @throws IllegalArgumentException if it has a value that SIP cannot carry */
    public synchronized ServedPackage add(EventPackage eventPackage) {
        ServedPackage added = new ServedPackage(eventPackage);
        List<ServedPackage> more = new ArrayList<>(served);
        more.add(added);
        served = List.copyOf(more);
        return added;
    }

    /** Removes it; returns the package, if it was served. */
    public synchronized Optional<ServedPackage> remove(EventPackage eventPackage) {
        Optional<ServedPackage> removed =
                served.stream().filter(p -> p.isFrom(eventPackage)).findFirst();
        served = served.stream().filter(p -> !p.isFrom(eventPackage)).toList();
        return removed;
    }

    /** The package of that name; names of packages are compared byte for byte (RFC 6665 section 8.2.1). */
    public Optional<ServedPackage> find(String name) {
        for (ServedPackage each : served) {
            if (each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether there is a package with this token of the Event header. */
    public boolean knowsEvent(String event) {
        for (ServedPackage each : served) {
            if (each.event().equals(event)) {
                return true;
            }
        }
        return false;
    }

    /** The names that applications use for packages. */
    public Set<String> names() {
        return all(ServedPackage::name);
    }

    /** The tokens that the Event header of a NOTIFY may have. */
    public Set<String> events() {
        return all(ServedPackage::event);
    }

    /** The types of the documents of all packages. */
    public Set<String> accepted() {
        return each(ServedPackage::accept);
    }

    /** The option tags of all packages. */
    public Set<String> supported() {
        return each(ServedPackage::supported);
    }

    private Set<String> each(Function<ServedPackage, List<String>> texts) {
        return served.stream()
                .flatMap(one -> texts.apply(one).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> all(Function<ServedPackage, String> text) {
        return served.stream().map(text).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
